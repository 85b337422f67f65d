package io.levee.channel.shopper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;

/** Numbers of a query string, so that they are checked like fields of a body. */
final class QueryNumbers {
  private QueryNumbers() {}

  static JsonNode of(HttpServerRequest request, String... names) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      String value = value(request, name);
      try {
        if (value != null) {
          object.put(name, Long.parseLong(value));
        }
      } catch (NumberFormatException noNumber) {
        object.put(name, value);
      }
    }
    return object;
  }

  private static String value(HttpServerRequest request, String name) {
    try {
      return request.getParam(name);
    } catch (IllegalArgumentException brokenEscapes) {
      return "";
    }
  }
}
