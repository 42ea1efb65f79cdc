/** The parts of an AR-translation frame on an XR2-Gen-2-class NPU, as measured by Qualcomm AI Hub. */

import {MILLISECOND} from "../units.js";
import {type Fact, measured} from "./fact.js";

const SOURCE = 'quic/ai-hub-models @52c080d2, device "QCS8450 (Proxy)", NPU';
const DATE = "2026";

export interface MobileDevice {
  readonly name: string;
  /** Find the text in the frame: segmentation at 2048 x 1024 [s]. */
  readonly segmentation: Fact;
  /** Find the regions to translate: detection at 640 x 640 [s]. */
  readonly detection: Fact;
  /** Read one region: a ResNet-50-class recogniser [s]. */
  readonly recognition: Fact;
  /** The hand tracker that shares the NPU: detector, then landmarks [s]. */
  readonly handDetection: Fact;
  readonly handLandmarks: Fact;
  /** The same hand tracker quantised to 8 bits, and the frame's parts in float [s]. */
  readonly handDetection8: Fact;
  readonly handLandmarks8: Fact;
  readonly segmentationFloat: Fact;
  readonly recognitionFloat: Fact;
}

const at = (ms: number, what: string): Fact => measured(ms * MILLISECOND, `${SOURCE}: ${what}`, DATE);

export const mobileDevices = {
  xr2Gen2: {
    name: "XR2-Gen-2-class NPU",
    segmentation: at(12.19, "FFNet-40S w8a8, TFLite"),
    detection: at(1.619, "YOLOv8n 640 w8a8, TFLite"),
    recognition: at(1.059, "ResNet50 w8a8, TFLite"),
    handDetection: at(1.349, "MediaPipe HandDetector float, QNN"),
    handLandmarks: at(1.942, "MediaPipe HandLandmarkDetector float, QNN"),
    handDetection8: at(0.446, "MediaPipe Hand Gesture PalmDetector w8a8, QNN"),
    handLandmarks8: at(0.398, "MediaPipe Hand Gesture HandLandmarkDetector w8a8, QNN"),
    segmentationFloat: at(115.457, "FFNet-40S float, QNN"),
    recognitionFloat: at(3.728, "ResNet50 float, TFLite")
  }
} as const satisfies Record<string, MobileDevice>;

/** One NPU with batching and without, same network: how much of a batch is fixed cost. */
export const mobileBatching = {
  single: measured(
    0.183 * MILLISECOND,
    "MLPerf Mobile v4.0, Snapdragon 8 Gen 3, MobileNetEdgeTPU SingleStream",
    "2024"
  ),
  offline: measured(
    7434,
    "MLPerf Mobile v4.0, Snapdragon 8 Gen 3, MobileNetEdgeTPU Offline [images/s]",
    "2024"
  )
} as const satisfies Record<string, Fact>;
