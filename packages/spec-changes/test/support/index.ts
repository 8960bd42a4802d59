export { allChanges } from "../changes/all-changes.ts";
export { richBakery } from "../changes/rated-changes.ts";
export { bakery, factsOf, nameOf, type Bakery } from "./bakery.ts";
export { replaceIn, workspaceCheckout } from "./checkout.ts";
export { outcomeOf, type Outcome } from "./outcome.ts";
export { splitBakery, writeFiles } from "./split-bakery.ts";
export { temporaryDirectory, type Directory } from "./temporary-directory.ts";
