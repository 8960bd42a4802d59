// What a program has to carry that knows the errors alone.
import { isApiError, SwitchboardError } from "@switchboard/messaging";

export const isOurs = (error: unknown): boolean => error instanceof SwitchboardError || isApiError(error);
