import { suite } from "@switchboard/task-inputs/suite";

export default suite();
