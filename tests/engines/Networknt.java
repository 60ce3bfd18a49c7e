import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the networknt validator says of documents: Networknt SCHEMAS DOCUMENTS.ndjson; see compare.py. */
public class Networknt {
    public static void main(String[] arguments) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .build();
        Map<String, JsonSchema> validators = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(arguments[0]), "*.schema.json")) {
            for (Path file : files) {
                JsonNode schema = mapper.readTree(file.toFile());
                VersionFlag version = SpecVersionDetector.detect(schema);
                JsonSchema validator = JsonSchemaFactory.getInstance(version).getSchema(schema, config);
                validator.initializeValidators();
                validators.put(file.getFileName().toString().split("\\.")[0], validator);
            }
        }
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            JsonNode one = mapper.readTree(line);
            JsonSchema validator = validators.get(one.get("schema").asText());
            List<String> places = validator.validate(one.get("document")).stream()
                .map(error -> error.getInstanceLocation().toString())
                .collect(Collectors.toList());
            System.out.println(mapper.writeValueAsString(places));
        }
    }
}
