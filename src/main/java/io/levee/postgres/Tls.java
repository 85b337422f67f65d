package io.levee.postgres;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;

/** What libpq's modes of TLS mean here; certificates are checked against those the JVM trusts. */
final class Tls {
  private Tls() {}

  static boolean verifies(String sslMode) {
    return sslMode.startsWith("verify");
  }

  static ClientSSLOptions options(String sslMode) {
    ClientSSLOptions options =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm(sslMode.equals("verify-full") ? "HTTPS" : "");
    return verifies(sslMode) ? options.setTrustOptions(jvmTrust()) : options.setTrustAll(true);
  }

  private static TrustOptions jvmTrust() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM has no trust store", e);
    }
  }
}
