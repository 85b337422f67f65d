/*
 * Levee's chat widget. One tag embeds it:
 *   <script type="module" src="https://GATEWAY/widget.js" data-widget-key="KEY"></script>
 * and may say more: data-token (a visitor token from the shop's own server), data-language (zh, en),
 * data-position (right, left), data-theme (auto, light, dark), data-suggestions ("one|two|three").
 * On the page, data-levee-open opens the chat when clicked, data-levee-ask="…" asks a question.
 */
/* modules */
import { launch } from "./{assets}chat/launch.js";

launch(new URL(import.meta.url));
