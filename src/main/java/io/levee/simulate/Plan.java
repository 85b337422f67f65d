package io.levee.simulate;

/**
 * What is to be tried out. Times are customer seconds.
 *
 * @param arrivals of shoppers who ask for a person
 * @param agents 1 or more
 * @param capacity conversations of one agent at once; each takes its time independently
 * @param handlingTime mean of an exponential distribution, more than 0
 * @param patience mean of an exponential distribution, more than 0; infinite: nobody gives up
 * @param customers how many shoppers, 1 or more; of arrivals that end: as many as they are on
 *     average
 * @param warmUp the share of customers, 0 to 0.9, that comes before measuring begins
 * @param speed customer seconds that pass in one real second at most
 * @param seed of all that is random
 */
public record Plan(
    Arrivals arrivals,
    int agents,
    int capacity,
    double handlingTime,
    double patience,
    int customers,
    double warmUp,
    double speed,
    long seed) {

  /** The same with other random numbers. */
  public Plan withSeed(long other) {
    return new Plan(
        arrivals, agents, capacity, handlingTime, patience, customers, warmUp, speed, other);
  }

  boolean patient() {
    return Double.isInfinite(patience);
  }

  /** How many customers come before measuring begins. */
  int warmUpCustomers() {
    return (int) Math.round(customers * warmUp);
  }

  int seats() {
    return agents * capacity;
  }
}
