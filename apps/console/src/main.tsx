import { render } from "preact";

import { followOtherTabs } from "./service/keys.ts";
import { learnAddresses } from "./service/target.ts";
import { App } from "./shell/app.tsx";
import { followAddress } from "./shell/router.ts";

followAddress();
followOtherTabs();
const root = document.querySelector("#app");
if (root === null) throw new Error("index.html has no element with the id “app”");
await learnAddresses();
render(<App />, root);
