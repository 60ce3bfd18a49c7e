// Validates the items of a catalogue and reads them into types that are generated from the schema.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"reflect"

	"github.com/xeipuuv/gojsonschema"
)

const schema = "../../schema/draft-07/service-item.v1.schema.json"

func main() {
	text, err := os.ReadFile(schema)
	check(err)
	validator, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
	check(err)
	text, err = os.ReadFile(os.Args[1])
	check(err)
	var catalogue struct{ Items []json.RawMessage }
	check(json.Unmarshal(text, &catalogue))

	wrong := 0
	for _, data := range catalogue.Items {
		result, err := validator.Validate(gojsonschema.NewBytesLoader(data))
		check(err)
		for _, problem := range result.Errors() {
			fmt.Fprintln(os.Stderr, problem)
		}
		if !result.Valid() {
			wrong++
			continue
		}
		item, err := UnmarshalServiceItem(data)
		check(err)
		// Nothing is lost on the way back.
		back, err := item.Marshal()
		check(err)
		if !same(data, back) {
			log.Fatalf("%s is not what was read", item.Name)
		}

		materials, either := []Material{}, 0
		if item.Guide != nil {
			materials = item.Guide.Materials
		}
		for _, material := range materials {
			if material.Medium != nil && *material.Medium == PaperOrElectronic {
				either++
			}
		}
		fmt.Printf("%s: %d materials, %d on paper or electronic\n", item.Name, len(materials), either)
	}
	if wrong != 0 {
		os.Exit(1)
	}
}

// The order of keys does not matter.
func same(left, right []byte) bool {
	var one, other interface{}
	check(json.Unmarshal(left, &one))
	check(json.Unmarshal(right, &other))
	return reflect.DeepEqual(one, other)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
