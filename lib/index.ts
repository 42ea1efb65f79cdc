/** The public face of the library: named re-exports, grouped. */

// units, formats and errors
export * as format from "./format.js";
export {invalid} from "./invalid.js";
// lab: predictions, attempts, ledger, links, playback
export {
  type DecodedLink,
  decodeConfiguration,
  encodeConfiguration,
  type LinkParameter,
  type LinkValues
} from "./lab/configurationLink.js";
export {type Evidence, evidenceText} from "./lab/evidence.js";
export {
  advanced,
  type FilmReel,
  type FilmState,
  sought,
  steppedBack,
  steppedForward,
  toggled,
  withSpeed
} from "./lab/film.js";
export {type FilmFrame, type FilmIndex, filmFrame, filmIndex} from "./lab/filmFrame.js";
export {type Instant, isoTime} from "./lab/instant.js";
export {
  type Attempt,
  attemptsLeft,
  attemptsOf,
  currentRound,
  LEDGER_LIMITS,
  type Ledger,
  type LedgerEntry,
  type LockState,
  ledgerEntry,
  ledgerTextOf,
  lockState,
  newLedger,
  otherVersions,
  PARTS,
  type Part,
  type Prediction
} from "./lab/ledger.js";
export {
  withEvidence,
  withoutOtherVersions,
  withPrediction,
  withReveal,
  withSkip,
  withStep,
  withText,
  withTrack
} from "./lab/ledgerChanges.js";
export {ledgerJson, type ParsedLedger, parseLedger} from "./lab/ledgerFormat.js";
export {ledgerReport, type ReportWords} from "./lab/ledgerReport.js";
export {withAttempt, withRound} from "./lab/ledgerRounds.js";
export {LEDGER_KEY, type LedgerStore, openLedgerStore, type SaveResult} from "./lab/ledgerStore.js";
export {mergeLedgers} from "./lab/mergeLedgers.js";
export {type ParsedNumber, parseNumber} from "./lab/prediction.js";
export {type PredictionGap, predictionGap} from "./lab/predictionGap.js";
export {type PartProgress, type PartState, progress} from "./lab/progress.js";
export {
  type SweepAbout,
  type SweepScale,
  sweepNumber,
  sweepScale,
  sweepStep
} from "./lab/sweepAbout.js";
// lessons: each part's scenario, truth and feedback
export {type CliffAnswer, cliffAnswer} from "./lessons/cliffAnswer.js";
export {type CliffVerdict, cliffVerdict} from "./lessons/cliffChallenge.js";
export {type CliffControls, cliffStart} from "./lessons/cliffControls.js";
export {
  type CliffQueue,
  type CliffShape,
  cliffQueues,
  cliffShapes,
  cliffUtilizations
} from "./lessons/cliffGrid.js";
export {runCliff} from "./lessons/cliffMachine.js";
export type {CliffResults, CliffRun} from "./lessons/cliffRun.js";
export {type CliffTheory, cliffTheory} from "./lessons/cliffTheory.js";
export {concurrencyAnswer, concurrencySteadyState} from "./lessons/concurrencyAnswer.js";
export {concurrencyRun, momentOf} from "./lessons/concurrencyRun.js";
export {concurrencyScenario, missionControls} from "./lessons/concurrencyScenario.js";
export {machineCapacity} from "./lessons/machineCapacity.js";
export {
  formationTail,
  gpusNeeded,
  leastGpus,
  type PlanPolicy,
  type PlanRow,
  type PlanRunOptions,
  type PlanSteps,
  planPolicies,
  planRow,
  planSteps,
  planTable
} from "./lessons/publishedCase.js";
// queueing: closed forms, one queue a file
export {allenCunneen} from "./queueing/allenCunneen.js";
export {type BatchStability, batchCapacity, batchStability} from "./queueing/batchCapacity.js";
export {bulkMd1} from "./queueing/bulkMd1.js";
export type {BulkMeasures} from "./queueing/bulkMeasures.js";
export {bulkMm1, bulkMm1Full, type FullBulk, type GreedyBulk} from "./queueing/bulkMm1.js";
export {type BulkService, bulkService} from "./queueing/bulkService.js";
export {ddc} from "./queueing/ddc.js";
export {dynamicBatchingBound} from "./queueing/dynamicBatchingBound.js";
export {erlangB} from "./queueing/erlangB.js";
export {erlangC} from "./queueing/erlangC.js";
export {type FormationDelay, formationDelay} from "./queueing/formationDelay.js";
export {gim1} from "./queueing/gim1.js";
export {kingman} from "./queueing/kingman.js";
export type {SojournLaw, WaitLaw} from "./queueing/law.js";
export {type LittlesLaw, littlesLaw} from "./queueing/littlesLaw.js";
export {md1} from "./queueing/md1.js";
export {mg1, type QueueVariances} from "./queueing/mg1.js";
export {mg11} from "./queueing/mg11.js";
export {mm1} from "./queueing/mm1.js";
export {mm1k} from "./queueing/mm1k.js";
export {mmc} from "./queueing/mmc.js";
export {mmck} from "./queueing/mmck.js";
export {mmInf} from "./queueing/mmInf.js";
export type {QueueMeasures} from "./queueing/queueMeasures.js";
export {heavyTrafficWait, meanRunError, quantileRunError, relaxationCustomers} from "./queueing/runError.js";
export {serversForUtilization} from "./queueing/serversForUtilization.js";
export {serversForWait} from "./queueing/serversForWait.js";
// random: seeded streams and distributions
export {erlangOfMeanOne} from "./random/erlang.js";
export {type ExponentialFill, exponential, exponentialFill} from "./random/exponential.js";
export {gammaOfMeanOne} from "./random/gamma.js";
export {hyperexponentialOfMeanOne} from "./random/hyperexponential.js";
export {lognormalOfMeanOne} from "./random/lognormal.js";
export {
  type MmppOptions,
  type MmppRates,
  mmppArrivals,
  mmppIndexOfDispersion,
  mmppRates
} from "./random/mmpp.js";
export {normal} from "./random/normal.js";
export {RandomSource, randomSource} from "./random/randomSource.js";
// serving: the time of one iteration, the memory of one rank, and the engine that schedules them
export {type ActivationOptions, activationBytes} from "./serving/activationBytes.js";
export {allReduceBytes, allReduceTime} from "./serving/allReduceTime.js";
export {type ArrivalClock, arrivalClock} from "./serving/arrivalClock.js";
export {prefillAttention} from "./serving/attentionTime.js";
export {type CalibrationResidual, calibrationResiduals} from "./serving/calibrationResiduals.js";
export {elementwiseTime} from "./serving/elementwiseTime.js";
export {expertTime, touchedExperts} from "./serving/expertTime.js";
export {type IterationModel, type IterationTime, iterationModel} from "./serving/iterationModel.js";
export type {IterationWork, PrefillChunk} from "./serving/iterationWork.js";
export {kernelTime} from "./serving/kernelTime.js";
export {kvBytesPerToken} from "./serving/kvBytesPerToken.js";
export {linearTime, tiledRows} from "./serving/linearTime.js";
export {type MemoryBudget, type MemoryOptions, type MemoryRow, memoryBudget} from "./serving/memoryBudget.js";
export {type MemoryResidual, memoryResiduals} from "./serving/memoryResiduals.js";
export {type PublishedRunResidual, publishedRunResiduals} from "./serving/publishedRunResiduals.js";
export {type QuantileTable, quantileLength, quantileMean} from "./serving/quantileLength.js";
export {
  type ReplayFigures,
  type ReplayLatency,
  type ReplayOptions,
  type ReplayResult,
  replay
} from "./serving/replay.js";
export {replayJson} from "./serving/replayJson.js";
export {replayReport} from "./serving/replayReport.js";
export {type ReplayScenario, replayScenario} from "./serving/replayScenario.js";
export {requestTable, type TableRequest} from "./serving/requestTable.js";
export {type ResidualSummary, residualSummary} from "./serving/residualSummary.js";
export {rowNamed} from "./serving/rowNamed.js";
export {type SaturationOptions, saturationThroughput} from "./serving/saturationThroughput.js";
export {checkedHardware, type ServingHardware} from "./serving/servingHardware.js";
export {
  type LatencySummary,
  type ServiceObjectives,
  type ServingMetrics,
  type ServingMetricsOptions,
  servingMetrics
} from "./serving/servingMetrics.js";
export type {
  IterationRuns,
  ServingRecords,
  ServingStays,
  ServingTotals
} from "./serving/servingRecords.js";
export {
  KV_LEVEL_IDS,
  type KvLevelId,
  type KvSpec,
  POLICY_IDS,
  type PolicyId,
  type Scheduler,
  type SchedulerSpec,
  type ServingScenario,
  type ServingSpec,
  servingScenario
} from "./serving/servingScenario.js";
export {
  type LengthSpec,
  type PrefixSpec,
  type RequestColumns,
  type ServingRequest,
  type ServingWorkloadSpec,
  servingRequests
} from "./serving/servingWorkload.js";
export {type SimulationOptions, simulateScenario, simulateServing} from "./serving/simulateServing.js";
export {vocabularyTime} from "./serving/vocabularyTime.js";
export {type WeightBytes, weightBytes} from "./serving/weightBytes.js";
// simulation: the batch simulator
export {type BatchLoad, batchLoad} from "./simulation/batchLoad.js";
export {type BatchMetrics, type BatchMetricsOptions, batchMetrics} from "./simulation/batchMetrics.js";
export type {BatchColumns, BatchRecords} from "./simulation/batchRecords.js";
export {
  type BatchPoint,
  type BatchServiceSpec,
  batchServiceTimes,
  type RooflineSpec
} from "./simulation/batchServiceTimes.js";
export {type BatchScenario, type BatchSpec, batchScenario} from "./simulation/batchSpec.js";
export type {BatchTotals, QuantileEstimate} from "./simulation/batchTotals.js";
export {type BatchWaterfallRow, batchWaterfall} from "./simulation/batchWaterfall.js";
// simulation: the queue simulator
export {type DisplayTimes, displayTimes, type VsyncOptions} from "./simulation/displayTimes.js";
export {
  type CumulativeFlow,
  cumulativeFlow,
  EVENT,
  type EventLog,
  eventLog,
  inSystem,
  type StepFunction
} from "./simulation/eventLog.js";
export {frameRecords} from "./simulation/frameRecords.js";
export {type MarkedArrivals, markedArrivals} from "./simulation/markedArrivals.js";
export type {ObservationOptions} from "./simulation/observation.js";
export {queueDepth} from "./simulation/queueDepth.js";
export {type QueueMetrics, type QueueMetricsOptions, queueMetrics} from "./simulation/queueMetrics.js";
export type {QueueRecords} from "./simulation/queueRecords.js";
export {
  type ArrivalSpec,
  type QueueScenario,
  type QueueSpec,
  queueScenario,
  type ServiceSpec,
  type StreamSpec,
  type SurgeSpec
} from "./simulation/queueSpec.js";
export {
  batchTime,
  type JobKind,
  type SharedMachineRecords,
  type SharedMachineSpec,
  sharedMachine
} from "./simulation/sharedMachine.js";
export {simulateBatches} from "./simulation/simulateBatches.js";
export {
  type BatchTotalsOptions,
  type BatchTotalsRun,
  batchTotals,
  simulateBatchTotals
} from "./simulation/simulateBatchTotals.js";
export {simulateQueue} from "./simulation/simulateQueue.js";
export {
  type QueueMoments,
  type QueueMomentsOptions,
  simulateQueueMoments
} from "./simulation/simulateQueueMoments.js";
export {type WaterfallRow, waterfall} from "./simulation/waterfall.js";
// stats: quantiles, confidence, warm-up, dispersion
export {batchMeans, type Estimate, ratioEstimate, replicationsEstimate} from "./stats/estimate.js";
export {LogHistogram} from "./stats/histogram.js";
export {indexOfDispersion} from "./stats/indexOfDispersion.js";
export {type Knee, type KneeOptions, knee, maximumPower} from "./stats/knee.js";
export {OrderStatistics, quantile, quantiles, rankOf} from "./stats/quantiles.js";
export {RunningMoments} from "./stats/runningMoments.js";
export {RunSlices} from "./stats/runSlices.js";
export {SectionedQuantiles} from "./stats/sectionedQuantiles.js";
export {studentQuantile} from "./stats/studentT.js";
export {warmUp} from "./stats/warmUp.js";
export {ampereSeries} from "./tables/ampereMeasurements.js";
export {type ExpertSeries, expertSeries} from "./tables/expertMeasurements.js";
// tables: facts with sources
export type {Fact, FactKind} from "./tables/fact.js";
export {type GpuDevice, gpuDevices} from "./tables/gpuDevices.js";
export {h100Series} from "./tables/h100Measurements.js";
export {type InferenceEngine, type InferenceEngineId, inferenceEngines} from "./tables/inferenceEngines.js";
export {type KvCacheLog, kvCacheLogs} from "./tables/kvCacheLogs.js";
export {type LlmModel, llmModels} from "./tables/llmModels.js";
export {
  type KvPrecisionId,
  kvPrecisions,
  type WeightPrecisionId,
  weightPrecisions
} from "./tables/precisions.js";
export {type PublishedPlan, publishedPlans} from "./tables/publishedPlans.js";
export {
  type PublishedLoad,
  type PublishedServingRun,
  publishedServingRuns
} from "./tables/publishedServingRuns.js";
export {measuredIterations, rtxSeries} from "./tables/rtxMeasurements.js";
export {
  type DeviceCalibration,
  type DeviceClassId,
  deviceCalibration,
  type LinkCalibration,
  type LinkId,
  linkCalibration
} from "./tables/servingCalibration.js";
export type {KernelPart, KernelSeries, MeasuredIteration, MeasuredOn} from "./tables/servingMeasurement.js";
export type {Track} from "./tables/track.js";
export {trackIds, trackOf, tracks} from "./tables/tracks.js";
export {type UnseenMeasurement, unseenMeasurements} from "./tables/unseenMeasurements.js";
export {workloads} from "./tables/workloads.js";
export * as units from "./units.js";
