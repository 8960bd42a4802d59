/**
 * The rules of oasdiff, the largest public list of its kind (its version of 2026, without the sentences), as a check of our
 * tables: each rule has a change there, or a reason why we decline it. Braces hold what several names share.
 */
type Rule = readonly [names: string, ours: readonly string[] | { readonly declined: string }];

const declined = (reason: string): { readonly declined: string } => ({ declined: reason });
const sunset = declined("a vendor decides when something goes, and does not tell the date in its document");
const stability = declined("neither our specs nor the vendors mark how stable something is");
const readOnly = declined("neither spec marks a field that is sent as readOnly");
const inAll = "{request-body|request-property|response-body|response-property}";

const operations: readonly Rule[] = [
  ["endpoint-added", ["the API: an operation is added", "the API: an operation is added to a path"]],
  [
    "{api|api-path}-removed-{without|with}-deprecation",
    ["the API: an operation is removed", "the API: a path is removed"],
  ],
  ["endpoint-{deprecated|reactivated}", ["the API: an operation is deprecated"]],
  ["api-operation-id-{removed|added}", ["the API: an operation has another name"]],
  ["api-tag-{removed|added}", ["the API: an operation has another tag"]],
  ["api-schema-removed", ["the API: a schema loses its name", "the API: a schema has another name"]],
  [
    "new-request-path-parameter",
    ["the API: a path has another name", "the API: a parameter of a path has another name"],
  ],
  [
    "api-{security|global-security}-{added|removed}",
    ["the API: an operation needs no key", "the API: the key is sent in another header"],
  ],
  ["api-security-component-{added|removed|type-changed}", ["the API: the key is sent in another header"]],
  [
    "{api|api-global}-security-scope-{added|removed}",
    declined("neither vendor has scopes; a requirement with other ones is another way to authenticate"),
  ],
  [
    "api-security-component-{oauth-url|oauth-token-url}-changed",
    declined("neither vendor has OAuth; a changed address counts as words"),
  ],
  ["api-security-component-oauth-scope-{added|removed|changed}", declined("neither vendor has OAuth")],
  ["webhook-{added|removed}", declined("events are read, and stand in no operation: events.test.ts has them")],
  [
    "{api-version-not-bumped|api-version-decreased|api-major-version-not-bumped}",
    declined("our releases follow from changesets, and not from the version that a vendor gives its API"),
  ],
  ["{api|request-property|response-property}-stability-{decreased|increased}", stability],
  ["api-invalid-stability-level", stability],
  ["api-{deprecated-sunset-parse|deprecated-sunset-missing|path-sunset-parse|sunset-date-too-small}", sunset],
  ["api-{sunset-date-changed-too-small|path-removed-before-sunset|removed-before-sunset}", sunset],
  ["{sunset-deleted|endpoint-deprecated-with-sunset}", sunset],
];

const parameters: readonly Rule[] = [
  ["request-parameter-removed{|-with-deprecation}", ["a request: a parameter is removed"]],
  ["new-required-request-{parameter|header-property}", ["a request: a parameter is added, and must be sent"]],
  ["new-optional-request-parameter", ["a request: a parameter is added"]],
  ["new-{required|optional}-request-default-parameter-to-existing-path", ["a request: a parameter is added"]],
  ["request-parameter-became-{required|optional}", ["a request: a parameter must be sent"]],
  ["request-parameter-{deprecated|reactivated}", ["a request: a parameter is deprecated"]],
  [
    "request-parameter-{deprecated-sunset-missing|sunset-date-too-small|sunset-deleted|sunset-parse|removed-before-sunset}",
    sunset,
  ],
  ["request-parameter-sunset-date-changed-too-small", sunset],
  ["request-parameter-{became-enum|enum-value-added|enum-value-removed}", ["text becomes a closed enum"]],
  ["request-parameter-property-enum-value-{added|removed}", ["a request: an enum gains a value"]],
  ["request-parameter{|-property}-became-{nullable|not-nullable}", ["null is accepted", "null is accepted no longer"]],
  [
    "request-parameter{|-property}-{type-changed|type-generalized|list-of-types-widened|list-of-types-narrowed}",
    ["text becomes text or a number", "text or a number becomes text"],
  ],
  ["request-parameter-property-type-specialized", ["text or a number becomes text"]],
  [
    "request-parameter-pattern-{added|removed|changed}",
    ["pattern is added", "pattern is taken away", "a pattern changes"],
  ],
  ["request-parameter-default-value-{added|changed|removed}", ["a default is added", "a default changes"]],
  ["request-header-property-became-{required|enum}", ["a request: a parameter must be sent"]],
];

const bodies: readonly Rule[] = [
  [
    "request-body-added-{required|optional}",
    ["a request: a body is added", "a request: a body is added, and must be sent"],
  ],
  ["request-body-removed", ["a request: a body is removed"]],
  ["request-body-became-{required|optional}", ["a request: a body may be left out"]],
  ["{request-body|response}-media-type-{added|removed}", ["a response: a form of responses is removed"]],
  ["response-media-type-name-{changed|generalized|specialized}", ["a response: a form of responses is removed"]],
  ["{request|response}-body-media-type-schema-{added|removed}", ["anything becomes text", "text becomes anything"]],
  [
    "{request|response}-body-media-type-item-schema-{added|removed}",
    declined("item schemas are of OpenAPI 3.2, which nothing here reads"),
  ],
  ["response-body-media-type-item-schema-removed-untyped", declined("item schemas are of OpenAPI 3.2")],
  ["new-required-request-property{|-with-default}", ["a request: a field is added, and must be sent"]],
  ["new-optional-request-property", ["a request: a field is added"]],
  ["request-property-removed", ["a request: a field is removed"]],
  [
    "request-property-became-{required|optional|required-with-default}",
    ["a request: a field must be sent", "a request: a field may be left out"],
  ],
  ["{request|response}-property-{deprecated|reactivated}", ["a field is deprecated"]],
  [
    "{request|response}-property-{deprecated-with-sunset|deprecated-sunset-missing|deprecated-sunset-invalid|sunset-date-too-small}",
    sunset,
  ],
];

const responses: readonly Rule[] = [
  ["response-success-status-{added|removed}", ["a response: a success has another status"]],
  ["response-non-success-status-{added|removed}", ["a response: an error is added", "a response: an error is removed"]],
  ["response-header-{became-optional|added}", ["a response: a header is added", "a response: a header may be absent"]],
  ["{required|optional}-response-header-removed", ["a response: a header is removed"]],
  [
    "response-header-{type-changed|type-generalized|type-specialized|type-compatible|became-nullable|became-not-nullable}",
    ["text becomes text or a number", "text or a number becomes text", "null is accepted"],
  ],
  [
    "response-{required|optional}-property-{added|removed}",
    ["a response: a field is added", "a response: a field is removed"],
  ],
  [
    "response-property-became-{optional|required}",
    ["a response: a field may be absent", "a response: a field is always there"],
  ],
  [
    "response-{optional|required}-write-only-property-{added|removed}",
    declined("neither spec marks a field of a response as writeOnly"),
  ],
  ["response-write-only-property-became-{optional|required}", declined("neither spec has such fields")],
  ["response-write-only-property-enum-value-added", declined("neither spec has such fields")],
  ["response-mediatype-enum-value-removed", ["a response: a closed enum loses a value"]],
];

const schemas: readonly Rule[] = [
  [`${inAll}-became-{nullable|not-nullable}`, ["null is accepted", "null is accepted no longer"]],
  [
    `${inAll}-{type-changed|type-generalized|type-compatible|list-of-types-widened|list-of-types-narrowed}`,
    ["a response: a field changes its type", "text becomes text or a number", "text or a number becomes text"],
  ],
  ["response-{body|property}-type-specialized", ["a response: a number is always whole"]],
  ["request-{body|property}-became-enum", ["text becomes a closed enum"]],
  ["request-{body|property}-enum-value-removed", ["a request: an enum loses a value"]],
  ["request-property-enum-value-added", ["a request: an enum gains a value"]],
  [
    "response-property-enum-value-{added|removed}",
    ["a response: a closed enum gains a value", "a response: an open enum gains a value"],
  ],
  [
    "request-{parameter|property}-x-extensible-enum-value-removed",
    declined("our mark is x-open-enum, beside an enum that is compared"),
  ],
  [
    `${inAll}-const-{added|removed|changed}`,
    ["a constant changes", "text becomes a closed enum", "a closed enum becomes text"],
  ],
  [`${inAll}-default-value-{added|changed|removed}`, ["a default is added", "a default changes"]],
  [
    "{request|response}-property-pattern-{added|removed|changed}",
    ["pattern is added", "pattern is taken away", "a pattern changes"],
  ],
  [
    "request-{parameter|property}-pattern-generalized",
    declined("which of two patterns fits more cannot be said in general; a changed one is major for who sends"),
  ],
  [`${inAll}-{any-of|one-of}-{added|removed}`, ["a union gains a branch", "a union loses a branch"]],
  [
    "{request|response}-body-wrapped-in-one-of{|-original-preserved}",
    ["a schema becomes a union", "a union has one branch"],
  ],
  [`${inAll}-all-of-{added|removed}`, ["what belongs together is split with allOf", "a request: a field must be sent"]],
  [`${inAll}-all-of-{added|removed}-annotation-only`, ["a title is added"]],
  [`${inAll}-discriminator-{added|removed|property-name-changed}`, ["a discriminator is named"]],
  [
    `${inAll}-discriminator-mapping-{added|deleted|changed}`,
    declined("our unions tell their cases apart by constants, which are compared; Prism reads no discriminator"),
  ],
  [
    "{request|response}-{required|optional}-property-became-{read-only|not-read-only}",
    ["a field is for responses only"],
  ],
  [
    "{request|response}-{required|optional}-property-became-{write-only|not-write-only}",
    ["a field is for requests only"],
  ],
  [
    "request-read-only-property-{enum-value-removed|max-decreased|max-length-decreased|min-increased|exclusive-min-increased}",
    readOnly,
  ],
  ["request-read-only-property-{exclusive-max-decreased|max-items-decreased|max-properties-decreased}", readOnly],
  [`${inAll}-prefix-items-{added|removed}`, ["a tuple has one more item", "a tuple has one item less"]],
  [`${inAll}-{if|then|else}-{added|removed}`, ["if is added", "if is taken away", "a condition changes"]],
  [`${inAll}-contains-{added|removed}`, ["contains is added", "contains is taken away"]],
  [
    `${inAll}-dependent-required-{added|removed|changed}`,
    ["dependentRequired is added", "dependentRequired is taken away", "a field needs one more"],
  ],
  [`${inAll}-dependent-schema-{added|removed}`, ["dependentSchemas is added", "dependentSchemas is taken away"]],
  [
    `${inAll}-pattern-property-{added|removed}`,
    [
      "patternProperties is added",
      "patternProperties is taken away",
      "fields of a pattern are accepted beside named ones",
    ],
  ],
  [`${inAll}-property-names-{added|removed}`, ["propertyNames is added", "propertyNames is taken away"]],
  [
    `${inAll}-unevaluated-{items|properties}-{added|removed}`,
    ["unevaluatedItems is added", "unevaluatedProperties is taken away"],
  ],
  [`${inAll}-content-{media-type|encoding}-changed`, ["text is encoded in another way", "text holds something else"]],
  [
    `${inAll}-content-schema-{added|removed}`,
    declined("it describes what stands in a text, and no validator holds a text to it"),
  ],
  [
    "{request|response}-{body|property}-unique-items-{set|unset}",
    ["uniqueItems is added", "uniqueItems is taken away"],
  ],
  [
    `${inAll}-multiple-of-{set|unset|changed|generalized|specialized}`,
    ["multipleOf is added", "multipleOf is taken away", "more multiples are accepted", "other multiples are accepted"],
  ],
  ...(
    [
      ["max", "maximum"],
      ["min", "minimum"],
      ["exclusive-max", "exclusiveMaximum"],
      ["exclusive-min", "exclusiveMinimum"],
      ["max-length", "maxLength"],
      ["min-length", "minLength"],
      ["max-items", "maxItems"],
      ["min-items", "minItems"],
      ["max-properties", "maxProperties"],
      ["min-properties", "minProperties"],
      ["max-contains", "maxContains"],
      ["min-contains", "minContains"],
    ] as const
  ).map(([name, keyword]): Rule => [
    `{request-parameter|request-body|request-property|response-body|response-property}-${name}-{increased|decreased|set|unset}`,
    [`${keyword} is raised`, `${keyword} is lowered`, `${keyword} is set`, `${keyword} is removed`],
  ]),
];

export const otherRules: readonly Rule[] = [...operations, ...parameters, ...bodies, ...responses, ...schemas];
