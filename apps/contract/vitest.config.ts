import { suite } from "@switchboard/task-inputs/suite";

// Without isolation, files share a mock as well, which each of them finds as it is at its start.
export default suite({}, [
  {
    // The same tests again, with Prism's own proxy between the clients and the mock. The files that are left out break the
    // spec on purpose, or have no mock.
    extends: true,
    test: {
      name: "prism proxy",
      include: ["test/operations.test.ts", "test/{blooio,blotato}/{errors,listings,results,sends}.test.ts"],
      provide: { proxied: true },
    },
  },
  {
    // And again, with every request and response validated by Prism's own engine: the mock's fast path must change nothing.
    extends: true,
    test: {
      name: "prism engine",
      include: ["test/operations.test.ts", "test/{blooio,blotato}/*.test.ts"],
      provide: { validate: "prism" },
    },
  },
]);
