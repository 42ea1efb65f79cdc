/**
 * Positions in one line that keep their distance: each moved as little as its neighbours allow, order kept. Where they
 * do not fit between `from` and `to` in all, they are packed from the start.
 */
export function spread(
  wanted: readonly number[],
  sizes: readonly number[],
  {from, to}: {readonly from: number; readonly to: number}
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
  const centres = wanted.map((position, i) =>
    Math.max(from + sizes[i] / 2, Math.min(position, to - sizes[i] / 2))
  );
  // Groups that push each other share their displacement: the centre of a group stays where its members want to be.
  interface Group {
    readonly members: number[];
    length: number;
    start: number;
  }
  const groups: Group[] = [];
  for (const i of order) {
    let group: Group = {members: [i], length: sizes[i], start: centres[i] - sizes[i] / 2};
    for (let last = groups.at(-1); last && last.start + last.length > group.start; last = groups.at(-1)) {
      groups.pop();
      const members = [...last.members, ...group.members];
      const length = last.length + group.length;
      let offset = 0;
      let sum = 0;
      for (const member of members) {
        sum += centres[member] - sizes[member] / 2 - offset;
        offset += sizes[member];
      }
      group = {members, length, start: Math.max(from, Math.min(sum / members.length, to - length))};
    }
    groups.push(group);
  }
  for (const {members, start} of groups) {
    let edge = start;
    for (const member of members) {
      centres[member] = edge + sizes[member] / 2;
      edge += sizes[member];
    }
  }
  return centres;
}
