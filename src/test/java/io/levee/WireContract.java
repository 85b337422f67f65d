package io.levee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * The published contract, as a judge of what a running gateway says. Stricter than clients should
 * be: a field that is not documented is a fault too.
 */
public final class WireContract {
  private static final String BASE = "https://contract.test/";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode openapi;
  private final JsonNode asyncapi;
  private final JsonSchemaFactory schemas;
  private final SchemaValidatorsConfig config;

  /** One documented method of one documented path. */
  public record Operation(String method, String path, List<Integer> statuses) {}

  private WireContract(JsonNode openapi, JsonNode asyncapi) {
    this.openapi = openapi;
    this.asyncapi = asyncapi;
    this.config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    this.schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders ->
                        loaders.schemas(
                            Map.of(
                                BASE + "openapi.yaml", strict(openapi).toString(),
                                BASE + "asyncapi.yaml", strict(asyncapi).toString()))));
  }

  /** The one on the classpath. */
  public static WireContract published() {
    return new WireContract(read("openapi.yaml"), read("asyncapi.yaml"));
  }

  private static JsonNode read(String name) {
    try (InputStream file = WireContract.class.getResourceAsStream("/io/levee/api/" + name)) {
      Object tree = new Yaml().load(file);
      return MAPPER.valueToTree(tree);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode strict(JsonNode node) {
    JsonNode copy = node.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && "object".equals(object.path("type").textValue())) {
      object.put("additionalProperties", false);
    }
    node.forEach(WireContract::close);
  }

  /** Every documented operation. */
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    openapi
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          List<Integer> statuses = new ArrayList<>();
                          method
                              .getValue()
                              .get("responses")
                              .fieldNames()
                              .forEachRemaining(s -> statuses.add(Integer.valueOf(s)));
                          operations.add(
                              new Operation(
                                  method.getKey().toUpperCase(Locale.ROOT),
                                  path.getKey(),
                                  statuses));
                        }));
    return operations;
  }

  /** Whether the answer is one that the documents foretell. */
  public void checkResponse(
      String method, String path, int status, String contentType, String body) {
    JsonNode operation = openapi.get("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    assertThat(operation.isMissingNode()).as("%s %s is documented", method, path).isFalse();
    JsonNode response = operation.get("responses").path(Integer.toString(status));
    assertThat(response.isMissingNode()).as("%s %s may answer %d", method, path, status).isFalse();
    if (response.has("$ref")) {
      response = openapi.at(response.get("$ref").textValue().substring(1));
    }
    JsonNode content = response.path("content").path(contentType);
    assertThat(content.isMissingNode())
        .as("%s %s %d may be %s", method, path, status, contentType)
        .isFalse();
    if (contentType.endsWith("json")) {
      check(schema("openapi.yaml", content.get("schema").get("$ref").textValue()), body);
    }
  }

  /**
   * Whether the frame is one that may be told there.
   *
   * @param channel {@code shopper} or {@code agent}
   */
  public void checkTold(String channel, String frame) {
    checkFrame(channel + "IsTold", frame);
  }

  /** Whether the frame is one that may be sent there. */
  public void checkSent(String channel, String frame) {
    checkFrame(channel + "Sends", frame);
  }

  private void checkFrame(String operation, String frame) {
    String type = parse(frame).path("type").asText();
    for (JsonNode reference : asyncapi.get("operations").get(operation).get("messages")) {
      JsonNode message = resolve(resolve(reference));
      if (message.get("name").textValue().equals(type)) {
        check(schema("asyncapi.yaml", message.get("payload").get("$ref").textValue()), frame);
        return;
      }
    }
    throw new AssertionError(operation + " knows no frame of type '" + type + "': " + frame);
  }

  private JsonNode resolve(JsonNode reference) {
    return reference.has("$ref")
        ? asyncapi.at(reference.get("$ref").textValue().substring(1))
        : reference;
  }

  private JsonSchema schema(String document, String reference) {
    String location = reference.startsWith("#") ? document + reference : reference;
    return schemas.getSchema(SchemaLocation.of(BASE + location), config);
  }

  private static void check(JsonSchema schema, String json) {
    assertThat(schema.validate(parse(json))).as("%s", json).isEmpty();
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("not JSON: " + json, notJson);
    }
  }
}
