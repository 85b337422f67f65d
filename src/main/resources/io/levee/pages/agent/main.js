import { LeveeDesk } from "./element.js";

customElements.define("levee-desk", LeveeDesk);
document.body.append(document.createElement("levee-desk"));
