/** Those in the system, by departure: a binary heap on flat arrays that grow by doubling. */

/** Pending departures [s], earliest first; at the same time, by the owner's number. */
export class DepartureHeap {
  size = 0;
  private times = new Float64Array(16);
  private owners = new Float64Array(16);

  /** The earliest departure [s]; meaningless while empty. */
  get earliest(): number {
    return this.times[0];
  }

  /** The number of the customer who leaves first. */
  get earliestOwner(): number {
    return this.owners[0];
  }

  add(time: number, owner: number): void {
    if (this.size === this.times.length) this.widen();
    const {times, owners} = this;
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!earlier(time, owner, times[parent], owners[parent])) break;
      times[hole] = times[parent];
      owners[hole] = owners[parent];
      hole = parent;
    }
    times[hole] = time;
    owners[hole] = owner;
  }

  removeEarliest(): void {
    const size = --this.size;
    const {times, owners} = this;
    const time = times[size];
    const owner = owners[size];
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && earlier(times[child + 1], owners[child + 1], times[child], owners[child]))
        ++child;
      if (!earlier(times[child], owners[child], time, owner)) break;
      times[hole] = times[child];
      owners[hole] = owners[child];
      hole = child;
    }
    times[hole] = time;
    owners[hole] = owner;
  }

  private widen(): void {
    const times = new Float64Array(2 * this.size);
    const owners = new Float64Array(2 * this.size);
    times.set(this.times);
    owners.set(this.owners);
    this.times = times;
    this.owners = owners;
  }
}

function earlier(time: number, owner: number, otherTime: number, otherOwner: number): boolean {
  return time < otherTime || (time === otherTime && owner < otherOwner);
}
