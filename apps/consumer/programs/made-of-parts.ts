// A module that gives others its clients: the compiler has to be able to name their types, as it writes them into its declaration.
import { createBlooioWith, reading, sending } from "@switchboard/messaging/blooio";
import { conversations, createBlotatoWith, messages, raw } from "@switchboard/messaging/blotato";

export const blotato = createBlotatoWith({ conversations, messages, raw }, { apiKey: "your-blotato-key" });
export const anyOfBlotato = blotato.raw;
export const blooio = createBlooioWith({ chats: reading, replies: sending }, { apiKey: "your-blooio-key" });
