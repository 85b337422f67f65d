/** Who may sit at a desk: accounts in PostgreSQL, logins and what they hold. */
package io.levee.desk.account;
