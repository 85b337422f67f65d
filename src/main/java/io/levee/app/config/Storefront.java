package io.levee.app.config;

import io.levee.channel.StorefrontConfig;
import io.levee.settings.Fault;
import io.levee.settings.Inlined;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import io.levee.storefront.ShopConfig;
import java.util.List;

/**
 * One storefront: key {@code storefronts.<id>}.
 *
 * @param door who may speak for it
 * @param shop what is behind it
 */
public record Storefront(
    @Inlined StorefrontConfig door,
    @Setting(value = "", doc = "The back end that knows its orders.") ShopConfig shop)
    implements Section {

  /** Of what is inlined; the back end is a section of its own. */
  @Override
  public List<Fault> faults() {
    return door.faults();
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Storefront[" + door + ", " + shop + "]";
  }
}
