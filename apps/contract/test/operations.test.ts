import { describe, expect, test } from "vitest";

import { testBounds } from "./operations/bounded-values.ts";
import { testPlanned } from "./operations/planned.ts";
import { testRejections, testStatuses } from "./operations/rejections.ts";
import { apiSubject, subjectOf } from "./operations/subject.ts";
import { testDocumentedResponses, testFirstRequest, testStatefulResponses } from "./operations/successes.ts";
import { readSpecification, type Api } from "./specification.ts";
import { mockedTenants } from "./tenants.ts";

const tenants = mockedTenants();

describe.each<Api>(["blooio", "blotato"])("%s", (api) => {
  const specification = readSpecification(api);
  const { operations } = specification;
  const subject = apiSubject(specification, tenants);

  test("the tables by hand are about operations of the spec, and every handwritten method has an entry", () => {
    const { distinct, handwritten, narrower, onlyPreferred, stateful } = subject.byHand;
    const known = new Set(["*", ...operations.map(({ operationId }) => operationId)]);
    const tables = [distinct, stateful, onlyPreferred, narrower].flatMap((table) => Object.keys(table));
    expect(tables.filter((id) => !known.has(id))).toEqual([]);
    const byHand = operations.filter(({ place }) => place?.isHandwritten === true);
    expect(Object.keys(handwritten).toSorted()).toEqual(byHand.map(({ operationId }) => operationId).toSorted());
  });

  describe.each(operations)("$operationId", (operation) => {
    const each = subjectOf(subject, operation);
    if (operation.isPlanned) {
      testPlanned(each);
      return;
    }
    testFirstRequest(each);
    testStatefulResponses(each);
    testDocumentedResponses(each);
    testRejections(each);
    testBounds(each);
    testStatuses(each);
  });
});
