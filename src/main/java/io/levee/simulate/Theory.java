package io.levee.simulate;

/**
 * What a queue does in the long run. Shares are 0 to 1, times are seconds.
 *
 * @param pWait share of those who do not find a free agent
 * @param abandonment share of those who give up
 * @param meanWait of all, those who give up included
 * @param answeredWait mean of those who are served; of nobody: 0
 * @param serviceLevel20 share of all who are served within 20 seconds
 * @param occupancy share of the agents' time that they are busy
 */
public record Theory(
    double pWait,
    double abandonment,
    double meanWait,
    double answeredWait,
    double serviceLevel20,
    double occupancy) {

  Theory times(double weight) {
    return new Theory(
        pWait * weight,
        abandonment * weight,
        meanWait * weight,
        answeredWait * weight,
        serviceLevel20 * weight,
        occupancy * weight);
  }

  Theory plus(Theory other) {
    return new Theory(
        pWait + other.pWait,
        abandonment + other.abandonment,
        meanWait + other.meanWait,
        answeredWait + other.answeredWait,
        serviceLevel20 + other.serviceLevel20,
        occupancy + other.occupancy);
  }
}
