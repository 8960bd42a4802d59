// The baseline: what it costs to import the clients, and to use nothing.
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { createBlooioClient } from "@switchboard/blooio";
import { createBlotatoClient } from "@switchboard/blotato";

export { createBlooio, createBlooioClient, createBlotato, createBlotatoClient };
