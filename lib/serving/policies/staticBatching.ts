/** Static batching: the batch starts when it is full, or when nobody else can come, padded to its longest member. */
import {requestLevel} from "./requestLevel.js";

export const staticBatching = requestLevel(
  (engine) => engine.waiting >= engine.places || engine.feed.next === Infinity,
  () => Infinity
);
