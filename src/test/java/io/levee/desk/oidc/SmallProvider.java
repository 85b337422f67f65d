package io.levee.desk.oidc;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A real OpenID Connect provider, as small as one can be: everybody is signed in as {@link #who}.
 */
public final class SmallProvider {
  public static final String CLIENT = "levee";
  public static final String SECRET = "a secret of the client";
  private static final String KEY_ID = "key-1";

  private record Asked(String challenge, String nonce, String redirectUri) {}

  /** Who signs in: the claims beside those of the protocol. */
  public volatile JsonObject who = new JsonObject();

  /** What is done to the claims before they are signed. */
  volatile UnaryOperator<JsonObject> tampering = claims -> claims;

  /** Whose key signs. */
  volatile KeyPair signer;

  final KeyPair own = pair();
  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private final HttpServer server;

  public SmallProvider(Vertx vertx) throws Exception {
    signer = own;
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/.well-known/openid-configuration" -> json(request, 200, discovery());
      case "/jwks" -> json(request, 200, keys());
      case "/authorize" -> authorize(request);
      case "/token" ->
          request.bodyHandler(body -> token(request, form(body.toString(StandardCharsets.UTF_8))));
      default -> request.response().setStatusCode(404).end();
    }
  }

  private JsonObject discovery() {
    return new JsonObject()
        .put("issuer", issuer())
        .put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token")
        .put("jwks_uri", issuer() + "/jwks")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("subject_types_supported", new JsonArray().add("public"))
        .put("grant_types_supported", new JsonArray().add("authorization_code"))
        .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
  }

  private JsonObject keys() {
    RSAPublicKey key = (RSAPublicKey) own.getPublic();
    JsonObject jwk =
        new JsonObject()
            .put("kty", "RSA")
            .put("use", "sig")
            .put("alg", "RS256")
            .put("kid", KEY_ID)
            .put("n", base64(key.getModulus().toByteArray()))
            .put("e", base64(key.getPublicExponent().toByteArray()));
    return new JsonObject().put("keys", new JsonArray().add(jwk));
  }

  private void authorize(HttpServerRequest request) {
    boolean good =
        CLIENT.equals(request.getParam("client_id"))
            && "code".equals(request.getParam("response_type"))
            && "S256".equals(request.getParam("code_challenge_method"))
            && request.getParam("scope").contains("openid");
    if (!good) {
      request.response().setStatusCode(400).end(String.valueOf(request.query()));
      return;
    }
    String code = UUID.randomUUID().toString();
    String back = request.getParam("redirect_uri");
    codes.put(code, new Asked(request.getParam("code_challenge"), request.getParam("nonce"), back));
    String state = request.getParam("state");
    request
        .response()
        .setStatusCode(302)
        .putHeader("Location", back + "?code=" + code + "&state=" + state)
        .end();
  }

  private void token(HttpServerRequest request, Map<String, String> form) {
    Asked asked = codes.remove(form.getOrDefault("code", ""));
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    boolean client =
        basic.equals(request.getHeader("Authorization"))
            || SECRET.equals(form.get("client_secret"));
    boolean good =
        asked != null
            && client
            && asked.redirectUri().equals(form.get("redirect_uri"))
            && asked.challenge().equals(s256(form.getOrDefault("code_verifier", "")));
    if (!good) {
      json(request, 400, new JsonObject().put("error", "invalid_grant"));
      return;
    }
    JsonObject claims =
        who.copy()
            .put("iss", issuer())
            .put("aud", CLIENT)
            .put("sub", "1234")
            .put("nonce", asked.nonce())
            .put("iat", System.currentTimeMillis() / 1000)
            .put("exp", System.currentTimeMillis() / 1000 + 60);
    json(
        request,
        200,
        new JsonObject()
            .put("access_token", "opaque")
            .put("token_type", "Bearer")
            .put("expires_in", 60)
            .put("id_token", signed(tampering.apply(claims))));
  }

  private String signed(JsonObject claims) {
    JsonObject header = new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", KEY_ID);
    String content = base64(header.encode()) + '.' + base64(claims.encode());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(signer.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + '.' + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String s256(String verifier) {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void json(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.encode());
  }
}
