/** Who may use the mock's own interface: this machine, everybody, or this machine and whoever has a token. */
export type AdminAccess = "anywhere" | "loopback" | { readonly token: string };
