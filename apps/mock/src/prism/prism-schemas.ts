/**
 * Compiles schemas as Prism's validators do, with its own ajv, formats and dialects, but to say yes or no: Prism's collect every
 * error, and wrap each step.
 */
import { addFormats, dateTime, loadAjv } from "./prism-modules.ts";

export interface SchemaUse {
  /** Whether texts are taken for the numbers and booleans that they spell, as in a query. */
  readonly coerce: boolean;
  /** What an operation's references lead to. */
  readonly bundle: unknown;
}

type Dialect = Parameters<typeof loadAjv>[0];
type Compiler = InstanceType<ReturnType<typeof loadAjv>>;

const compilers = new Map<string, Compiler>();

/** @throws Error when the schema does not compile */
export function compileSchema(schema: object, { coerce, bundle }: SchemaUse): (value: unknown) => boolean {
  const compiler = compilerFor(dialectOf(schema), coerce);
  const whole = { ...schema, __bundled__: bundle };
  const validate = compiler.compile(whole);
  // It would keep the schemas of each spec that was ever served.
  compiler.removeSchema(whole);
  return (value) => validate(value);
}

function compilerFor(dialect: Dialect, coerce: boolean): Compiler {
  const name = `${dialect} ${coerce}`;
  const known = compilers.get(name);
  if (known !== undefined) return known;
  const Ajv = loadAjv(dialect);
  const ajv = new Ajv({
    allErrors: false,
    allowUnionTypes: true,
    allowMatchingProperties: true,
    strict: false,
    logger: false,
    // Done when the spec was loaded, and each compiler would compile a metaschema for it.
    validateSchema: false,
    coerceTypes: coerce,
  });
  addFormats(ajv);
  ajv.addFormat("date-time", dateTime.fmtDef(dateTime.date_time, dateTime.compareDateTime));
  compilers.set(name, ajv);
  return ajv;
}

function dialectOf(schema: object): Dialect {
  const dialect = "$schema" in schema ? String(schema.$schema) : "";
  const [, draft] = /^https?:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/schema#?$/.exec(dialect) ?? [];
  return draft === "2019-09" ? "ajv/dist/2019" : draft === "2020-12" ? "ajv/dist/2020" : "ajv";
}
