import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import item.Material;
import item.Medium;
import item.ServiceItem;
import java.io.File;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** Reads the items of a catalogue into generated classes. */
public class ReadItems {
    public static void main(String[] arguments) throws IOException {
        ObjectMapper mapper = mapper();
        for (JsonNode data : mapper.readTree(new File(arguments[0])).get("items")) {
            ServiceItem item = mapper.treeToValue(data, ServiceItem.class);
            // Nothing is lost on the way back; 5 and 5.0 are the same number.
            if (!sameNumbers(mapper.valueToTree(item)).equals(sameNumbers(data))) {
                throw new IOException(item.getName() + " is not what was read");
            }
            List<Material> materials =
                item.getGuide().getMaterials() == null ? List.of() : item.getGuide().getMaterials();
            long either = materials.stream().filter(one -> one.getMedium() == Medium.PAPER_OR_ELECTRONIC).count();
            System.out.printf("%s: %d materials, %d on paper or electronic%n", item.getName(), materials.size(), either);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule dates = new SimpleModule();
        dates.addDeserializer(LocalDate.class, new StdDeserializer<LocalDate>(LocalDate.class) {
            @Override
            public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return LocalDate.parse(parser.getText());
            }
        });
        dates.addSerializer(LocalDate.class, new StdSerializer<LocalDate>(LocalDate.class) {
            @Override
            public void serialize(LocalDate date, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(date.toString());
            }
        });
        return new ObjectMapper()
            .registerModule(dates)
            .setSerializationInclusion(JsonInclude.Include.NON_NULL)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);
    }

    /** The same text with all numbers written alike. */
    private static JsonNode sameNumbers(JsonNode data) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        return mapper.readTree(mapper.writeValueAsString(data).replaceAll("(:-?[0-9]+)\\.0\\b", "$1"));
    }
}
