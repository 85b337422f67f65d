/** Health, metrics, drain, live views: sees rooms through gauges handed to it. */
package io.levee.ops;
