/** The matrices of one layer as one tensor-parallel rank holds them. */
import {kvHeadsPerRank, type ServingHardware} from "./servingHardware.js";

export interface MatrixShape {
  readonly inputs: number;
  readonly outputs: number;
}

/** QKV and output projection: queries are divided by the ranks, keys and values by heads. */
export function attentionMatrices(spec: ServingHardware): readonly MatrixShape[] {
  const {model, tensorParallel} = spec;
  const heads = model.heads / tensorParallel;
  return [
    {inputs: model.hidden, outputs: (heads + 2 * kvHeadsPerRank(spec)) * model.headDim},
    {inputs: heads * model.headDim, outputs: model.hidden}
  ];
}

/** Gate and up as one matrix, and down, of a gated MLP with this inner width. */
export function mlpMatrices(
  {model, tensorParallel}: ServingHardware,
  intermediate: number
): readonly MatrixShape[] {
  return [
    {inputs: model.hidden, outputs: (2 * intermediate) / tensorParallel},
    {inputs: intermediate / tensorParallel, outputs: model.hidden}
  ];
}

/** The products that every token of a layer goes through: attention's, and the MLP's where there are no experts. */
export function denseMatrices(spec: ServingHardware): readonly MatrixShape[] {
  const {experts, intermediate} = spec.model;
  const attention = attentionMatrices(spec);
  return experts === null ? [...attention, ...mlpMatrices(spec, intermediate)] : attention;
}

/** Elements of these matrices. */
export function elements(shapes: readonly MatrixShape[]): number {
  return shapes.reduce((sum, {inputs, outputs}) => sum + inputs * outputs, 0);
}
