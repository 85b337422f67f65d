package io.levee.replay;

import java.net.URI;

/**
 * Which gateway, and as which storefront.
 *
 * @param url such as {@code http://localhost:8080}, no path
 * @param storefront its id
 * @param apiKey its apiKey; may be empty when only sockets are used
 * @param tokenSecret what its visitor tokens are signed with; may be empty when no sockets are used
 */
public record Target(URI url, String storefront, String apiKey, String tokenSecret) {
  /** Whether it is spoken to over TLS. */
  public boolean tls() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** As written, or the scheme's own. */
  public int port() {
    return url.getPort() > 0 ? url.getPort() : tls() ? 443 : 80;
  }

  /** Never the secrets. */
  @Override
  public String toString() {
    return storefront + " at " + url;
  }
}
