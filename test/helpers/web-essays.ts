/** Essays for tests of the page: one with sections, notes and a teacher's remarks, open to everybody; one that is not. */

/** ¶4 has a note's mark between its second and third sentence; ¶6 stands under "What was lost". */
export const ferry = `---
title: The Ferry That Nobody Missed
author: Tor Lind
date: 2019-05-02
language: en
license: CC BY 4.0
questions:
  - Why did the ferry stop?
  - What did the bridge cost the village?
---

# The Ferry That Nobody Missed

For two hundred years the ferry of Skarvik carried sheep, coffins and schoolchildren over the sound. It was slow, and it was never on time.

The company closed the ferry in 1987 because the new bridge took all its cars. On the last morning eleven people stood on the quay, and four of them were journalists.

## What the bridge brought

The bridge cost the village nothing, as the state paid for every stone. What it did cost was the hour in which neighbours had to wait for each other.

A crossing took forty minutes. The ferryman, Anders Moe, knew every passenger by name.[^1] Nobody knows the name of the man who paints the bridge.

Trade did grow. The shop sold twice as much in the year after the opening, and the bakery hired a second apprentice.

## What was lost

Waiting was the only parliament we had. On the quay people quarrelled about fences, and by the other shore most of the quarrels were settled.

I do not ask for the ferry back. I propose a bench at each end of the bridge, and an hour on Saturdays when no car may cross.

[^1]: The parish register of Skarvik, 1961, lists him as "boatman and listener".
`;

export const ferryNotes = `- ¶6: "Parliament" is meant in earnest here.
- ¶7: Would a bench be enough?
`;

/** No licence: shown at this machine, to its class and to the teacher. */
export const orchard = `---
title: Apples for the School
author: Ida Berg
language: en
---

# Apples for the School

Apples were picked in September by the whole school. Nobody was paid, and nobody went home early.

The headmistress sold the cider in Bergen. With the money she bought a telescope that is still there.
`;
