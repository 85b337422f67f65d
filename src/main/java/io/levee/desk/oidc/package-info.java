/** Signing in through the company's own login: OpenID Connect. */
package io.levee.desk.oidc;
