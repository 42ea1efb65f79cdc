/**
 * The columns of a track: what differs between the four machines. Models and pages read these and never ask which
 * track they serve; a new track is one more row in tracks.ts.
 */
import type {BatchingMission} from "./batchingMission.js";
import type {CliffMission} from "./cliffMission.js";
import type {RequestName} from "./columns.js";
import type {ConcurrencyMission} from "./concurrencyMission.js";

export type {BatchingMission} from "./batchingMission.js";
export type {
  CliffMetric,
  CliffMission,
  CliffMissionOf,
  CliffStart,
  Demand,
  EngineChange,
  EngineColumns,
  EngineRow,
  GpuDeviceId,
  Level,
  LlmModelId,
  MachineChange,
  MachineJob,
  SharedMachineColumns,
  SharedMachineRow,
  SlotUseWords,
  Traffic,
  WorkloadId
} from "./cliffMission.js";
export type {ArrivalPattern, Range, RequestName, ServiceColumn} from "./columns.js";
export type {ConcurrencyMission} from "./concurrencyMission.js";

export interface Track {
  readonly id: string;
  readonly name: string;
  readonly persona: string;
  readonly machine: string;
  readonly mission: string;
  readonly crisis: string;
  readonly glyph: "rack" | "car" | "glasses" | "ear";
  readonly request: RequestName;
  readonly concurrency: ConcurrencyMission;
  readonly batching: BatchingMission;
  readonly cliff: CliffMission;
}
