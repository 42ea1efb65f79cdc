// @vitest-environment jsdom
import {describe, expect, test} from "vitest";
import {referenceList} from "../../src/components/referenceList.js";

const item = (name: string, details: string) => ({
  name,
  file: `queueing/${name}.ts`,
  summary: `The \`${name}\` queue.`,
  details,
  source: "Erlang 1917",
  examples: [`${name}(1) // => <2>`]
});
const groups = [
  {name: "queueing: closed forms", functions: [item("mmc", "C(c, a)"), item("md1", "fixed <service>")]},
  {name: "stats", functions: [item("knee", "bend")]}
];

describe("the library's list", () => {
  const list = referenceList(groups);
  const field = list.querySelector("input") as HTMLInputElement;
  const found = () => list.querySelector(".found")?.textContent;
  const visible = () =>
    [...list.querySelectorAll<HTMLElement>("article")].filter(({hidden}) => !hidden).map(({id}) => id);
  const search = (words: string) => {
    field.value = words;
    field.dispatchEvent(new Event("input"));
  };

  test("shows all, text as text, names in code", () => {
    expect(found()).toBe("3 functions");
    expect(visible()).toEqual(["mmc", "md1", "knee"]);
    expect(list.querySelector("#md1 .details")?.textContent).toBe("fixed <service>");
    expect(list.querySelector("#mmc p code")?.textContent).toBe("mmc");
  });

  test("finds by any words, and hides groups without a match", () => {
    search("SERVICE erlang");
    expect(visible()).toEqual(["md1"]);
    expect(found()).toBe("1 of 3 functions");
    expect([...list.querySelectorAll<HTMLElement>("section")].map(({hidden}) => hidden)).toEqual([
      false,
      true
    ]);
    search("nowhere");
    expect(found()).toBe("nothing among 3 functions has all these words");
    search("");
    expect(visible()).toHaveLength(3);
  });
});
