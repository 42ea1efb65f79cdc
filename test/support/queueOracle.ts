/**
 * G/G/c/K first come, first served, the slow way: an event list searched for its earliest event, a list of those who
 * wait, objects for everything. Knows of times and places only; serves as the judge of the fast path.
 */

interface Customer {
  arrival: number;
  service: number;
  start: number;
  departure: number;
  server: number;
}

/**
 * Events at the same time: departures first (by server), then arrivals (in their order). A customer who arrives when
 * `capacity` are present is lost: NaN, server -1.
 */
export function queueOracle(
  arrivals: readonly number[],
  services: readonly number[],
  servers: number,
  capacity: number
): Customer[] {
  const customers = arrivals.map((arrival, i) => ({
    arrival,
    service: services[i]!,
    start: NaN,
    departure: NaN,
    server: -1
  }));
  const inService: (Customer | undefined)[] = Array.from({length: servers}, () => undefined);
  const waiting: Customer[] = [];
  let next = 0;

  function begin(customer: Customer, server: number, now: number): void {
    customer.start = now;
    customer.departure = now + customer.service;
    customer.server = server;
    inService[server] = customer;
  }

  for (;;) {
    const busy = inService.filter((customer) => customer !== undefined);
    const departure = Math.min(Infinity, ...busy.map((customer) => customer.departure));
    const arrival = next < customers.length ? customers[next]!.arrival : Infinity;
    if (departure === Infinity && arrival === Infinity) return customers;
    if (departure <= arrival) {
      const server = inService.findIndex((customer) => customer?.departure === departure);
      inService[server] = undefined;
      const customer = waiting.shift();
      if (customer) begin(customer, server, departure);
    } else {
      const customer = customers[next++]!;
      if (busy.length + waiting.length >= capacity) continue;
      const idle = inService.indexOf(undefined);
      if (idle < 0) waiting.push(customer);
      else begin(customer, idle, arrival);
    }
  }
}
