/** What the columns of all three parts are made of: ranges of controls, arrivals, service, names. */

/** The range of a control in base units, with the unit that the reader sees. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Name and size in base units of the unit on the control: `["ms", MILLISECOND]`. */
  readonly unit: readonly [name: string, size: number];
  /** True where only the values on the grid exist (a count of cameras); otherwise any value can be typed. */
  readonly snap?: boolean;
}

/** How the requests of a track arrive, at any rate that the control asks for. */
export type ArrivalPattern =
  | {readonly kind: "poisson"}
  | {readonly kind: "deterministic"}
  /** Identical sensors that fire together at `rate` [1/s] each: a higher total rate means more sensors. */
  | {readonly kind: "sensors"; readonly rate: number}
  /** Periodic streams in fixed proportion (`share` of the total rate), fired by one clock; earlier rows go first. */
  | {
      readonly kind: "streams";
      readonly streams: readonly {readonly share: number; readonly phase?: number}[];
    };

/** Service of one stream: `scale` x the model execution time + `fixed` [s], with the named spread. */
export interface ServiceColumn {
  readonly distribution: "deterministic" | "exponential";
  readonly scale: number;
  readonly fixed: number;
}

export interface RequestName {
  readonly one: string;
  readonly many: string;
}
