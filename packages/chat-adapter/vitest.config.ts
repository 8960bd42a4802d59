import { suite } from "@switchboard/task-inputs/suite";

// The other has the matchers of Chat SDK's suites.
export default suite({ setupFiles: ["@switchboard/task-inputs", "@chat-adapter/tests/setup"] });
