// What gojsonschema says of documents: gojsonschema SCHEMAS DOCUMENTS.ndjson; see compare.py.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

func main() {
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.schema.json"))
	check(err)
	validators := map[string]*gojsonschema.Schema{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(err)
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		validators[name], err = gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
		check(err)
	}
	documents, err := os.ReadFile(os.Args[2])
	check(err)
	for _, line := range bytes.Split(bytes.TrimSpace(documents), []byte("\n")) {
		var one struct {
			Schema   string
			Document json.RawMessage
		}
		check(json.Unmarshal(line, &one))
		result, err := validators[one.Schema].Validate(gojsonschema.NewBytesLoader(one.Document))
		check(err)
		places := []string{}
		for _, problem := range result.Errors() {
			places = append(places, strings.TrimPrefix(problem.Context().String("/"), "(root)"))
		}
		answer, err := json.Marshal(places)
		check(err)
		fmt.Println(string(answer))
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
