package io.levee.demoshop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** One schema of the published shop API. */
final class ApiSchema {
  private static final Path API = Path.of("docs/api/shop-openapi.yaml");
  private final JsonSchema schema;

  ApiSchema(String name) {
    try {
      Object yaml = new Yaml().load(Files.readString(API));
      ObjectNode root = new ObjectMapper().createObjectNode();
      root.put("$ref", "#/components/schemas/" + name);
      root.set("components", new ObjectMapper().valueToTree(yaml).get("components"));
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Set<ValidationMessage> faults(JsonObject json) {
    return schema.validate(json.encode(), InputFormat.JSON);
  }
}
