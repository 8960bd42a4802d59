import { render } from "preact";

import { followOtherTabs } from "./service/keys.ts";
import { followMock, instance } from "./service/mock-feed.ts";
import { learnAddresses } from "./service/target.ts";
import { followTenant } from "./service/tenant.ts";
import { App } from "./shell/app.tsx";
import { followAddress } from "./shell/router.ts";
import { followTenantLinks } from "./shell/tenant-links.ts";

followAddress();
followOtherTabs();
const root = document.querySelector("#app");
if (root === null) throw new Error("index.html has no element with the id “app”");
await learnAddresses();
followMock();
followTenant(instance);
followTenantLinks();
render(<App />, root);
