import { suite } from "@switchboard/task-inputs/suite";

// Text is compared without colours, whatever the terminal asks for.
export default suite({ env: { FORCE_COLOR: "0", NO_COLOR: "1" } });
