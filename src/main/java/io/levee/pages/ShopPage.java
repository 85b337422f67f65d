package io.levee.pages;

import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo shop: one page, in two languages. */
final class ShopPage {
  private static final String HOME = "/io/levee/pages/shop/";
  private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9.]+)}");

  /**
   * Nothing but what this gateway serves. Sockets are named by scheme, since older browsers do not
   * count them to 'self'.
   */
  static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "connect-src 'self' ws: wss:",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'self'");

  /** As any page embeds the widget. */
  private static final String ANONYMOUS =
      "<script type=\"module\" src=\"widget.js\" data-widget-key=\"demo-widget\"></script>";

  /** The page signs in first, and embeds the widget with the token that it gets. */
  private static final String SIGNED_IN =
      """
      <link rel="modulepreload" href="widget.js">
      <script type="module" src="{assets}shop/account.js" data-widget-key="demo-widget"></script>""";

  private final Map<String, Asset> byLanguage;

  private ShopPage(Map<String, Asset> byLanguage) {
    this.byLanguage = Map.copyOf(byLanguage);
  }

  /**
   * @param assets where the assets are, relative to the page
   * @param signIn whether there is a demo shop to sign in at
   */
  static ShopPage read(String assets, boolean signIn) {
    String template =
        Resource.text(HOME + "page.html").replace("{chat}", signIn ? SIGNED_IN : ANONYMOUS);
    Map<String, Asset> pages = new LinkedHashMap<>();
    for (String language : new String[] {"zh", "en"}) {
      Properties texts = new Properties();
      try {
        texts.load(new StringReader(Resource.text(HOME + "page_" + language + ".properties")));
      } catch (IOException inMemory) {
        throw new UncheckedIOException(inMemory);
      }
      texts.setProperty("assets", assets);
      pages.put(language, Asset.of("page.html", fill(template, texts), headers(language)));
    }
    return new ShopPage(pages);
  }

  private static String fill(String template, Properties texts) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> {
              String text = texts.getProperty(place.group(1));
              if (text == null) {
                throw new IllegalStateException("the shop page has no text " + place.group(1));
              }
              return Matcher.quoteReplacement(text);
            });
  }

  private static Map<String, String> headers(String language) {
    return Map.of(
        "Content-Language", language,
        "Cache-Control", "no-cache",
        "Content-Security-Policy", POLICY,
        "Cross-Origin-Opener-Policy", "same-origin",
        "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy", "strict-origin-when-cross-origin",
        "Vary", "Accept-Language",
        "X-Content-Type-Options", "nosniff");
  }

  /** In the language that was asked for, else the first one the browser likes, else Chinese. */
  Asset in(RoutingContext context) {
    Asset asked = byLanguage.get(String.valueOf(context.request().getParam("lang")));
    if (asked != null) {
      return asked;
    }
    for (LanguageHeader liked : context.acceptableLanguages()) {
      Asset page = byLanguage.get(liked.tag());
      if (page != null) {
        return page;
      }
    }
    return byLanguage.get("zh");
  }
}
