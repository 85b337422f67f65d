import { css } from "../lit/lit-element/lit-element.js";

/** The colours of all of Levee's pages, by day. */
export const light = css`
  --deep: #0c464c;
  --deep-ink: #ffffff;
  --deep-soft: #b9dad6;
  --teal: #11636a;
  --teal-ink: #ffffff;
  --link: #0d6169;
  --sand: #d9a862;
  --sand-soft: #f6e9d3;
  --sand-ink: #5a3d10;
  --paper: #faf7f1;
  --card: #ffffff;
  --edge: #e4ddd0;
  --ink: #17302f;
  --soft: #566b69;
  --bad: #8f2f17;
  --bad-soft: #fae6de;
  --shade: 0 18px 50px rgb(12 50 54 / 22%), 0 3px 10px rgb(12 50 54 / 10%);
  color-scheme: light;
`;

/** The same by night. */
export const dark = css`
  --deep: #0a3a3f;
  --deep-ink: #eef7f5;
  --deep-soft: #a9cfcb;
  --teal: #2b8087;
  --teal-ink: #ffffff;
  --link: #7cc9c6;
  --sand: #e5bd83;
  --sand-soft: #3b3324;
  --sand-ink: #f3dfc0;
  --paper: #10201f;
  --card: #1a2e2e;
  --edge: #2c4544;
  --ink: #e6efed;
  --soft: #9fb5b2;
  --bad: #f2b8a6;
  --bad-soft: #42271f;
  --shade: 0 18px 50px rgb(0 0 0 / 55%);
  color-scheme: dark;
`;
