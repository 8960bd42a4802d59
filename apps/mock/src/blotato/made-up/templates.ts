/** One input of a template, in the API's own form. */
interface TemplateInput {
  readonly name: string;
  readonly label: string;
  readonly type: { readonly t: string } & Readonly<Record<string, unknown>>;
  readonly default?: unknown;
}

export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly inputs: readonly TemplateInput[];
  /** What comes out of it. */
  readonly makes: "images" | "video";
}

/** The templates of every tenant. The ids of the first and the second are those of the spec's examples. */
export const templates: readonly Template[] = [
  {
    id: "5903fe43-514d-40ee-a060-0d6628c5f8fd",
    title: "Narrated video",
    description: "A video of pictures and a voice that reads a script.",
    inputs: [
      { name: "script", label: "What the voice reads", type: { t: "text" } },
      { name: "pictures", label: "Pictures", type: { t: "array", itemType: { t: "image" } }, default: [] },
      { name: "voice", label: "Voice", type: { t: "enum", values: ["calm", "lively"] }, default: "calm" },
    ],
    makes: "video",
  },
  {
    id: "77f65d2b-48cc-4adb-bfbb-5bc86f8c01bd",
    title: "Quote card",
    description: "A picture with a quotation.",
    inputs: [
      { name: "quote", label: "Quotation", type: { t: "text" } },
      { name: "background", label: "Picture behind it", type: { t: "image" } },
      { name: "textColor", label: "Colour of the text", type: { t: "color" }, default: "#ffffff" },
    ],
    makes: "images",
  },
  {
    id: "2d0a8f7e-95c1-4b36-8e4d-c7f1a05b9e23",
    title: "Carousel",
    description: "Several pictures to swipe through, each with a line of text.",
    inputs: [
      { name: "lines", label: "Lines", type: { t: "array", itemType: { t: "text" } } },
      { name: "showLogo", label: "Show the logo", type: { t: "boolean" }, default: true },
    ],
    makes: "images",
  },
];
