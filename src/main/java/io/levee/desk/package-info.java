/** What an agent sees and may do, over the same journal and queue. */
package io.levee.desk;
