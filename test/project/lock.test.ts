import {readFileSync} from "node:fs";
import {describe, expect, test} from "vitest";

interface LockedPackage {
  readonly integrity?: string;
  /** Comes inside another package's archive. */
  readonly inBundle?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8")) as unknown;
const {packages} = read("package-lock.json") as {packages: Readonly<Record<string, LockedPackage>>};
const manifest = read("package.json") as Pick<LockedPackage, "dependencies"> & {
  devDependencies: Readonly<Record<string, string>>;
};

/** As Node looks a package up: in the own node_modules, then in those of the folders above. */
function isLocked(name: string, place: string): boolean {
  const [, ...path] = place.split(/(?:^|\/)node_modules\//);
  return [...path, name].some((_, depth) => {
    const above = path.slice(0, depth).map((step) => `node_modules/${step}/`);
    return packages[`${above.join("")}node_modules/${name}`] !== undefined;
  });
}

describe("package-lock.json", () => {
  const optional = Object.entries(packages).flatMap(([place, {optionalDependencies = {}}]) =>
    Object.keys(optionalDependencies).map((name) => [name, place] as const)
  );

  test("names packages for other platforms at all", () => {
    expect(optional.length).toBeGreaterThan(0);
    for (const platform of ["linux-x64", "darwin-arm64", "win32-x64"])
      expect(optional.some(([name]) => name.includes(platform))).toBe(true);
  });

  test("has an entry for each optional package, so that npm ci installs on every platform", () => {
    expect(optional.filter(([name, place]) => !isLocked(name, place))).toEqual([]);
  });

  test("has an entry for each dependency of each package", () => {
    const needed = Object.entries(packages).flatMap(([place, {dependencies = {}}]) =>
      Object.keys(dependencies).map((name) => [name, place] as const)
    );
    expect(needed.filter(([name, place]) => !isLocked(name, place))).toEqual([]);
  });

  test("locks the packages of package.json, and each by a digest", () => {
    expect(packages[""]).toMatchObject({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies
    });
    const loose = Object.entries(packages).filter(
      ([place, entry]) => place !== "" && !entry.integrity && !entry.inBundle
    );
    expect(loose.map(([place]) => place)).toEqual([]);
  });
});
