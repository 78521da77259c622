/** An article as the sample database is delivered with. */
export interface SeedArticle {
  readonly slug: string;
  readonly title: string;
  readonly author: string;
  readonly topics: readonly string[];
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
  /** What the editors write to each other. */
  readonly editorNotes: string;
  readonly published: string;
  readonly revised: string;
}

/** The archive of a small magazine. */
export const seedArticles: readonly SeedArticle[] = [
  {
    slug: 'why-bread-goes-stale',
    title: 'Why bread goes stale, and how to slow it down',
    author: 'Ines Moreau',
    topics: ['kitchen', 'science'],
    summary: 'A loaf does not simply dry out: its starch hardens. The fridge is the worst place to keep it.',
    body: `Leave a loaf in an airtight box and it will still go stale, although hardly any water has left it. What changes is
the starch. In the oven its grains swell with water and lose their order. From the moment the loaf cools, they begin
to find it again: the molecules line up, push the water out between them, and the crumb grows firm.

This happens fastest a little above freezing, which makes the refrigerator the worst place for bread. At room
temperature the change is slower. In the freezer it nearly stops, because the water is no longer free to move. Freeze
bread on the day it was baked, in slices, and toast it from frozen.

Heat undoes the change. Above about sixty degrees the starch melts out of its order once more, which is why a stale
roll, sprinkled with water and put into a hot oven for five minutes, tastes almost new. The trick works once or twice.
Each time some water is lost for good, and what remains is a rusk.

Fat, milk and a little sugar in the dough delay the hardening. So does sourdough: the acid slows the starch down, and
a rye loaf made with it keeps for a week.`,
    editorNotes: 'Ask Ines for a photograph of the cut loaf. The sixty degrees were checked against two textbooks.',
    published: '2023-01-17T08:30:00Z',
    revised: '2023-01-19T15:02:11Z',
  },
  {
    slug: 'the-clock-in-the-station',
    title: 'The clock in the station that waits for a minute',
    author: 'Tomasz Wilk',
    topics: ['railways', 'design'],
    summary: 'The red second hand of a famous railway clock pauses at the top of every minute. It has a reason.',
    body: `Watch the clock on a Swiss platform for a while. The red hand, shaped like the signalling disc of a train
dispatcher, sweeps round in a little under fifty-nine seconds. Then it stops at the top and waits. When the minute hand
jumps, the red hand sets off again.

Hans Hilfiker, an engineer of the Swiss railways, designed it in the nineteen-forties. All clocks of a station, and in
the end of the country, were to show the same minute. A master clock sent one electrical pulse a minute over the wire:
enough for the minute hand, and far too coarse for seconds. But dispatchers wanted seconds, since trains leave on the
full minute.

His answer was not to send more pulses. Each clock got a small motor, driven by the mains, that runs a little too
fast on purpose. It cannot be late; it can only be early, and whoever is early can wait. The pulse from the master
clock lets it go. So thousands of cheap motors agree to the second, once a minute, without knowing of each other.

Engineers of computer networks will recognise the idea. Let every part run freely, and meet at a point on which all
agree.`,
    editorNotes: 'The railway museum wants to be named if we print the drawing.',
    published: '2023-02-03T06:00:00Z',
    revised: '2023-02-03T06:00:00Z',
  },
  {
    slug: 'repairing-a-dry-stone-wall',
    title: 'Repairing a dry-stone wall in a weekend',
    author: 'Hannah Keating',
    topics: ['craft', 'outdoors'],
    summary: 'Two faces, a filling of small stones and patience: no mortar, and no stone picked up twice.',
    body: `A dry-stone wall is two walls that lean on each other. Each face is laid with its stones' long sides pointing into
the wall, the gap between is packed with small stones, and every metre or so a long "through" ties both faces together.
Nothing holds it but weight and friction, and water runs straight through it.

To mend a gap, take down more than has fallen, until you reach stones that sit firmly. Sort as you go: cope stones
furthest away, throughs next, then building stones by size, the small filling nearest. A tidy lawn full of stones looks
like a disaster and saves hours.

Lay the largest stones at the foot. Set each one so that it touches its neighbours, rests on two below and covers the
joint between them: one on two, two on one. Fill the middle by hand with every course; filling that was shovelled in
settles, and the faces bulge. Keep a string at the height you are working at and let both faces lean in by a hand's
breadth for each metre.

The old rule says never to put a stone down again once you have picked it up. It is not about pride. Somewhere in the
wall there is a place for it, and looking for that place teaches you to see.`,
    editorNotes: 'Hannah offers a course in May: mention it in the newsletter, not in the article.',
    published: '2023-02-21T09:15:00Z',
    revised: '2023-03-02T10:40:37Z',
  },
  {
    slug: 'how-swifts-sleep',
    title: 'How swifts sleep on the wing',
    author: 'Priya Raman',
    topics: ['nature', 'science'],
    summary: 'Loggers lighter than a paper clip showed that common swifts can stay in the air for ten months.',
    body: `For centuries people suspected that swifts never land. Nobody finds them resting on a wire, their legs are so short
that they can hardly walk, and in August they are gone from one day to the next. A Welsh pilot of the First World War
told of gliding through a flock that hung, motionless, in the moonlight at three thousand metres.

Proof had to wait for electronics. Researchers in Lund fitted birds with loggers that weighed about a gram and recorded
light and the beat of the wings. When the birds came back to their nest boxes a year later, the memory told of ten
months in the air. Some had spent a few nights on a perch. Several had not landed once between leaving in August and
returning in May.

They eat, drink and gather nesting material in flight. How they sleep is less certain. At dusk and at dawn they climb
to two kilometres and more, and sink slowly down again: the long descent would allow for naps of a few minutes. In
frigatebirds, measurements have shown just that, sometimes with only one half of the brain asleep.

A swift that reaches the age of twenty has flown, by a cautious reckoning, as far as to the moon and back several
times over.`,
    editorNotes: 'Source for the pilot is a secondary one; keep "told of".',
    published: '2023-03-14T07:45:00Z',
    revised: '2024-05-06T12:21:05Z',
  },
  {
    slug: 'a-short-history-of-the-paper-clip',
    title: 'A short history of the paper clip',
    author: 'Tomasz Wilk',
    topics: ['design', 'history'],
    summary: 'Nobody knows who invented the most copied object on your desk, and the best known patent is another one.',
    body: `The paper clip that everybody knows, the double oval, was never patented. It appears in British advertisements of
the eighteen-nineties under the name of Gem, fully grown, as if it had always been there. What was patented, in 1899 in
Connecticut, is the machine that bends it.

The inventor one finds in many books is the Norwegian Johan Vaaler. He did register a clip, in Germany in 1901, but it
lacked the inner loop, and so the tension that makes the Gem work. It was hardly ever made. The story of the Norwegian
clip grew after the Second World War, in which students in Oslo had worn paper clips on their lapels to say: we stay
bound together.

Since then, hundreds of improvements have been filed. There are clips with ridges against slipping, clips with bent
lips against scratching, square ones, and plastic ones for use near magnets. Each mends a fault of the Gem, and each
adds one of its own. The Gem tears the paper sometimes, comes off sometimes, tangles in the box, and costs nearly
nothing.

Henry Petroski, who wrote about it with affection, took it as proof that form does not follow function. It follows
failure: whatever annoys us most is what changes next.`,
    editorNotes: '',
    published: '2023-03-28T11:00:00Z',
    revised: '2023-03-28T11:00:00Z',
  },
  {
    slug: 'reading-a-weather-map',
    title: 'Reading a weather map over breakfast',
    author: 'Oskar Lindqvist',
    topics: ['science', 'outdoors'],
    summary: 'Five minutes with isobars and fronts tell more about your day than the symbol on your phone.',
    body: `Begin with the isobars, the lines of equal pressure. In the northern hemisphere the wind blows roughly along them,
with the low on its left hand and turned a little inwards. Where they are close together it blows hard. A day with lines
a finger's breadth apart is a day for the bicycle; a day with lines like a fingerprint is not.

Then look for the fronts. The red line with half circles is warm air sliding over cold: high veils of cloud first, hours
of steady rain, then mild and grey weather. The blue line with triangles is cold air pushing underneath: a wall of
showers, gusts, a quick fall in temperature, and behind it the clear light that photographers like. A purple line means
that the cold front has caught up with the warm one, and that the rain has no hurry.

Now find yourself on the map and follow the isobars upwind. What lies there comes to you. A front that is five hundred
kilometres away and moves at forty kilometres an hour arrives after lunch.

The forecast on a phone says the same with more precision and without the reason. With the reason in mind you will
know, when the rain is late, that it is late, and take the umbrella after all.`,
    editorNotes: 'Southern hemisphere readers complained about the old first paragraph: fixed.',
    published: '2023-04-11T05:50:00Z',
    revised: '2023-06-20T08:14:55Z',
  },
  {
    slug: 'growing-tomatoes-on-a-balcony',
    title: 'Growing tomatoes on a balcony',
    author: 'Ines Moreau',
    topics: ['garden', 'kitchen'],
    summary: 'Large pots, small fruit, water from below: what three summers on the fourth floor have taught.',
    body: `The commonest mistake is the pot. A tomato plant drinks two litres on a hot day, and in a pot of five litres it
lives from one drought to the next. Take twenty litres for a tall plant and ten for a bush. A fabric bag does as well
as glazed clay and weighs nothing.

The second mistake is ambition. Beefsteak tomatoes need a long, even summer. On a balcony, cherry tomatoes ripen from
July until the frost and forgive almost anything. Bush varieties stay at knee height and need no pruning; on tall ones
break out the side shoots while they are as long as a finger.

Water in the morning, the soil and not the leaves, and never let a dry week follow a wet one: it is the change that
splits the fruit and brings the black, sunken patch at its end. A layer of straw halves the work. From the first
flowers on, give a liquid tomato feed once a week.

The fungus that ruins tomatoes in August spreads on wet leaves. Here a balcony beats a garden: under a roof the leaves
stay dry. Put the plants close to the wall, which also gives back at night the warmth of the day.

And pick when they are red all over. The last day on the plant does more than any variety.`,
    editorNotes: 'Run again next April with the new pictures.',
    published: '2023-04-25T10:10:00Z',
    revised: '2025-04-22T09:00:00Z',
  },
  {
    slug: 'the-library-of-borrowed-tools',
    title: 'The library of borrowed tools',
    author: 'Leila Haddad',
    topics: ['city', 'craft'],
    summary: 'In a former bakery, four hundred neighbours share ninety drills, a cement mixer and a sewing machine.',
    body: `The drill in an average household runs for some minutes in a year. The rest of the time it occupies a shelf. In our
street forty households owned forty drills and nobody had a good one.

The tool library opened in 2019 in the rooms of a bakery that had closed. Members pay what a cinema ticket costs each
month and take home up to five things for a week: sanders, ladders, a tile cutter, a tent for a wedding, a machine for
apple juice that is booked out from September on. What needs explaining is explained at the counter. What is dangerous,
such as the chainsaw, is lent only to those who show a certificate.

The hardest part was not the money. It was the catalogue. For two years loans were written in an exercise book, and
twice on one Saturday two volunteers lent the same ladder to two people, each sure that it was on the wall. Since then
there is a rule that every child understands: whoever takes a thing shows the card that hangs with it. No card, no loan.

Most things come back cleaner than they went. About one in fifty comes back broken, usually with a note and an offer
to pay, which is usually declined. "It broke because it was used," says Amina, who keeps the counter on Thursdays.
"That is what it is for."`,
    editorNotes: 'Amina has approved her quotation.',
    published: '2023-05-16T13:20:00Z',
    revised: '2023-05-16T13:20:00Z',
  },
  {
    slug: 'what-a-lighthouse-keeper-wrote-down',
    title: 'What a lighthouse keeper wrote down',
    author: 'Hannah Keating',
    topics: ['history', 'sea'],
    summary: 'Ninety years of logbooks from one rock: wind, ships, birds, and a quarrel about a goat.',
    body: `The log was kept in ink, four times a day, in a hand that had to be readable by the inspector. Wind, force and
direction. Barometer. State of the sea. Time of lighting and of putting out the lamp. Ships that passed. In ninety years
there are eleven gaps, the longest of three days, when the window of the lamp room broke in a storm and both keepers
stood holding a mattress against it.

Between the columns, the keepers wrote what no form had asked for. Exhausted goldcrests on the gallery in October 1887,
"so many that one could not set a foot". The first swallow of each year. A list of birds killed by the light, with the
remark that fewer die when it is clear. Ornithologists have since drawn from these margins the migration of forty
species over the North Channel.

There is also the goat. It belonged to the assistant and ate a page of the log for March 1904. The principal keeper
reported it. The assistant reported that the log had been left open on the grass. The inspector's verdict, in red: "Log
to be kept indoors. Goat likewise to be kept from log."

The light became automatic in 1988. The last entry reads: "Wind SW 4, clear. Lamp lit 21.14. Nothing further."`,
    editorNotes: 'Names of the keepers left out at the wish of a family.',
    published: '2023-06-06T07:00:00Z',
    revised: '2023-06-07T16:33:20Z',
  },
  {
    slug: 'how-to-sharpen-a-kitchen-knife',
    title: 'How to sharpen a kitchen knife',
    author: 'Ines Moreau',
    topics: ['kitchen', 'craft'],
    summary: 'One stone with two sides, one angle, and a way to tell when you are done.',
    body: `A blunt knife needs force, and force is what slips. Sharpening takes ten minutes three times a year. You need a
water stone with a side of grit 1000 and one of about 4000, and a damp cloth to keep it from sliding.

Soak the stone until no more bubbles rise. Lay the knife on it and lift the back until two coins fit underneath: some
fifteen degrees. The exact angle matters less than keeping it. With two fingers of the other hand press the edge gently
to the stone, push as if to shave off a thin slice of it, and draw back without pressure. Work from heel to tip. The
grey mud that forms is doing the work: leave it.

After a dozen strokes, feel across the other side of the edge, away from the blade, never along it. There is a burr, as
if a hair lay on the steel. Once it runs from heel to tip this side is finished. Turn the knife and raise the burr to
the first side. A sharpener without a burr has only polished the shoulders.

Now the fine side of the stone, with less and less pressure, changing sides after each stroke, until the burr is gone.
A ripe tomato is the test: the skin must give way under the weight of the blade alone.

Between sharpenings use a honing steel, and keep the knife out of the drawer and the dishwasher.`,
    editorNotes: 'Legal asks for "away from the blade" to stay in.',
    published: '2023-06-20T09:30:00Z',
    revised: '2023-06-21T07:12:44Z',
  },
  {
    slug: 'the-village-that-moved',
    title: 'The village that moved uphill',
    author: 'Marek Dvorak',
    topics: ['history', 'city'],
    summary: 'When the reservoir came, the church was rolled on rails, with its organ, over eight hundred metres.',
    body: `Below the water of the reservoir there is a street, and when the level sinks in a dry autumn one can see where the
houses stood. The inhabitants were moved in 1973. Most got new houses on the slope, with bathrooms and central heating,
and most will tell you that they were glad of both. It is the trees that they miss. It takes a lime tree sixty years to
become one.

The church was to be blown up like the rest. A restorer of monuments, whose letters are in the district archive,
calculated that this would cost nearly as much as moving it. The engineers cut the walls from their foundations, put a
frame of steel around and beneath them, and set the whole on fifty-three bogies on four tracks. It weighed twelve
thousand tonnes. It travelled for four weeks at a walking pace for snails, two or three centimetres in a minute, with
hydraulic props that kept it level to the millimetre.

The organist was asked not to play on the way. He admitted, in a conversation forty years later, that he had gone
in one evening and played one chorale, very softly, to hear whether the pipes had gone out of tune. They had not.

The bells rang at noon on the day after it arrived, and the people on the slope, hearing them from the wrong direction,
came out to look.`,
    editorNotes: 'Check the tonnage against the museum before the reprint.',
    published: '2023-07-11T08:00:00Z',
    revised: '2023-07-11T08:00:00Z',
  },
  {
    slug: 'counting-butterflies-for-an-hour',
    title: 'Counting butterflies for an hour a week',
    author: 'Priya Raman',
    topics: ['nature', 'outdoors'],
    summary: 'Volunteers walk the same kilometre from April to September. Their lists are the best data there is.',
    body: `The method could not be simpler. Choose a path of about one kilometre. Walk it once a week between April and
September, at an even pace, when it is warm, dry and not too windy. Count every butterfly within two and a half metres
on either side and five metres ahead. Write down nothing else.

It was tried out in an English wood in 1973 and has been copied all over Europe. What makes the lists valuable is not
that each is exact. None is: a walker overlooks a third, and takes one small white for another. But the same walker
overlooks the same third on the same path year after year, and so the change from year to year is real.

From some thousand paths, the picture is plain. Grassland species have lost about a third since 1990. Some southern
ones move north, ten kilometres and more each year. Where meadows are mown late and in strips, the numbers recover
within five summers, faster than anyone had expected.

"I used to walk here to think," says a retired postman who has walked his path for nineteen years. "Now I cannot think,
I have to count. It is much better." He has found thirty-one species along his railway embankment, among them one that
the books said was extinct in the district. The books have been changed.`,
    editorNotes: 'Link the recording scheme when it has its new address.',
    published: '2023-07-25T06:40:00Z',
    revised: '2024-02-13T14:05:30Z',
  },
  {
    slug: 'the-tram-that-climbs',
    title: 'The tram that climbs the hill with water',
    author: 'Tomasz Wilk',
    topics: ['railways', 'history'],
    summary: 'Two cars, one rope, a tank under each floor: a mountain railway without any engine.',
    body: `At the upper station the driver turns a valve, and the car fills with water from a stream: three, four, five cubic
metres, depending on how many passengers wait below. The conductor of the lower car rings the number of his guests up
the line, one stroke each. Then a brake is released, the heavy car sinks and draws the light one up the hill by a rope
over a wheel. At the bottom the water runs off into the river.

A rack between the rails serves for braking alone. In the middle, where the track divides for the length of a car, the
two pass each other, so near that children reach across. The ride takes three and a half minutes.

Dozens of such railways were built in the last decades of the nineteenth century. Nearly all got electric motors
later: water freezes, streams run dry in August, and a motor needs no arithmetic. A handful remain, and they are the
oldest of their kind still at work with their first drive.

The sum that has to be right each time is an easy one. The upper car must be heavier than the lower, by enough to
overcome friction and by no more than the brakes can hold. The driver does it in his head, and the answer is
always on the safe side: he can let water out on the way, but he cannot take any in.`,
    editorNotes: '',
    published: '2023-08-08T07:10:00Z',
    revised: '2023-08-08T07:10:00Z',
  },
  {
    slug: 'what-the-tide-leaves-behind',
    title: 'What the tide leaves behind',
    author: 'Hannah Keating',
    topics: ['sea', 'nature'],
    summary: 'A walk along the wrack line: mermaid’s purses, cuttlebone, sea glass and how to read them.',
    body: `Go an hour after high water, in the days after a storm. The line of weed at the upper edge of the beach is where the
sea has emptied its pockets, and no two mornings are alike.

The leathery pouches with four horns are egg cases, called mermaid's purses. With curled tendrils at the corners they
belonged to a catshark; with stiff horns, to a ray. If there is a slit at one end the young one has left by the door.
The white, chalky ovals are cuttlebones, a float made of hundreds of chambers, which the animal fills with gas or water
to rise and sink like a submarine. A papery ball of yellow bubbles is the nursery of a whelk. A few of the bubbles
hatched, and those fed on the others.

Sea glass needs twenty years and more in moving shingle to become frosted all over. Green and brown come from bottles,
pale blue from old soda water, and the rare red from the lamps of ships. Coal on a beach without coal nearby tells of
steamers.

Leave the line where it is when you have looked. It is not dirt. Sandhoppers eat the weed, turnstones eat the
sandhoppers, and in spring the first plants of a dune root in what remains. Beaches that are raked every morning for
their guests are flat, clean and silent.`,
    editorNotes: 'Good for the summer issue.',
    published: '2023-08-22T12:00:00Z',
    revised: '2023-08-24T09:27:18Z',
  },
  {
    slug: 'mending-a-wool-sweater',
    title: 'Mending a wool sweater so that it shows',
    author: 'Leila Haddad',
    topics: ['craft'],
    summary: 'Swiss darning follows the knitting; weaving fills a hole. Choose a colour that you like to look at.',
    body: `There are two kinds of damage and two answers. Where the elbow has worn thin but the stitches still hold, follow
them with a needle: up through the foot of a stitch, behind both legs of the one above, down through the foot again. It
is called Swiss darning, and done in the same colour nobody will see it.

Where there is a hole, weave. Pull the loose ends to the wrong side and run a line of small stitches around, a finger's
breadth from the edge. Lay parallel threads across the hole, anchored in sound fabric on both sides, close to each other
but without pulling. Then turn and weave over and under, over and under, the next row the other way round. A wooden
mushroom, a light bulb or an orange beneath keeps the cloth in shape.

Use wool of the same thickness or slightly thinner. Wool that has been washed before will not shrink later and pull the
darn into a knot.

As to the colour: a mend that almost matches looks like a mistake, and one in mustard on navy looks like a decision. My
grandmother darned invisibly because she had to. My daughter asked me for a star on her elbow before there was a hole
in it.

Moths, by the way, dislike being disturbed more than they dislike lavender. Wear your sweaters.`,
    editorNotes: 'Diagrams by Leila are in the shared folder.',
    published: '2023-09-19T10:25:00Z',
    revised: '2023-09-19T10:25:00Z',
  },
  {
    slug: 'the-mathematics-of-a-queue',
    title: 'The mathematics of a queue',
    author: 'Oskar Lindqvist',
    topics: ['science', 'city'],
    summary: 'Why the last ten per cent of load cost the most waiting, and one line is better than four.',
    body: `A baker serves sixty customers an hour. If exactly one came each minute nobody would ever wait. But customers come
as they like, and so there is a queue even when the baker could cope on average. How long is it?

For the simplest model the answer fits on a beer mat. If the baker is busy for half of the time, there is on average
one person in the shop. At eighty per cent there are four. At ninety, nine; at ninety-five, nineteen. The queue does not
grow with the load but with the load divided by what is left of it. Whoever runs a shop, a clinic or a computer at
ninety-five per cent, because the rest would be wasted, has decided to let people wait.

A second result costs nothing. Four counters with four queues are worse than four counters with one. The average may
be nearly the same if people change lanes, but in a single line no one gets stuck behind the customer who pays in
coins. Waiting becomes predictable, and people forgive a predictable wait.

The third is the most surprising. Half of the mischief comes from variation. If each service takes exactly the same
time, the average wait is only half as long. Those who sort their customers (post here, passports there) gain
more than by working faster.`,
    editorNotes: 'A reader asks for the formula: load / (1 - load).',
    published: '2023-10-10T08:05:00Z',
    revised: '2023-10-12T11:48:02Z',
  },
  {
    slug: 'winter-in-the-bee-hive',
    title: 'Winter in the bee hive',
    author: 'Priya Raman',
    topics: ['nature', 'garden'],
    summary: 'Ten thousand bees form a ball, shiver, and take turns at the cold edge.',
    body: `Bees do not hibernate. When it grows colder than about ten degrees they draw together into a ball, heads inwards,
with the queen in the middle. Those inside uncouple their wings and let the flight muscles tremble. At the core it is
twenty to thirty degrees, whatever the weather; at the surface just enough not to fall off. Nobody stays there long.
The ball turns itself inside out, slowly and continually, and each bee has her turn in the warm.

The winter bees that do this are not those of the summer. They hatch in September, have more fat and protein in
their bodies, and live for six months instead of six weeks. All that they need is the honey above them, through which
the ball eats its way upwards: fifteen kilogrammes, more or less, until the willows flower.

A beekeeper has little to do, and the little matters. The entrance must be narrow enough against mice and free of dead
bees. The hive must not be knocked. Cold hardly ever kills a colony; damp does, and hunger does in March, when
there is brood again and the stores are low. To look after them without opening the hive one puts an ear to the
wall. A deep and even hum is right. A hiss means that something is wrong.

On the first mild day in February they come out all at once, to relieve themselves, after weeks of waiting, and
preferably over a neighbour's washing.`,
    editorNotes: '',
    published: '2023-11-28T07:30:00Z',
    revised: '2023-11-28T07:30:00Z',
  },
  {
    slug: 'an-evening-with-the-bell-ringers',
    title: 'An evening with the bell ringers',
    author: 'Marek Dvorak',
    topics: ['music', 'history'],
    summary: 'Eight bells, no melody: the aim of change ringing is to strike every order once and none twice.',
    body: `They meet on Wednesdays at half past seven, up fifty-one steps, in a room with eight ropes. A teacher, a plumber,
two students, a retired judge. Each bell weighs between two hundredweight and a ton and swings full circle, mouth up to
mouth up. It can be held for a moment at the balance, and so struck a little earlier or later; it cannot be hurried.
That is why they ring no tunes.

What they ring instead are permutations. First down the scale from the lightest to the heaviest: these are "rounds".
Then some neighbours change places, and with each row others do, by a rule that everyone has in the head. No order may
come twice. With eight bells there are 40,320 of them, and ringing them all took nearly eighteen hours the one time
that a single band managed it.

A ringer learns no numbers by heart. She learns the line that her own bell draws through the rows, a zigzag with dodges,
and whom she follows at each crossing. "It is like a dance," says the judge, "in which you only ever see your own feet."

When one goes wrong the conductor calls the name of the bell and a single word. Mostly it comes right within
three rows. When it does not, he says, very calmly, "Stand": and eight ropes come to rest, and one hears the street
again.`,
    editorNotes: 'Recording available; ask for the rights before using it.',
    published: '2023-12-12T18:00:00Z',
    revised: '2023-12-13T08:55:41Z',
  },
  {
    slug: 'a-better-bicycle-lock-habit',
    title: 'A better habit for locking a bicycle',
    author: 'Leila Haddad',
    topics: ['city'],
    summary: 'Most stolen bicycles were locked, but to nothing. Ten seconds and the right order are half the lock.',
    body: `The insurers' numbers are sobering. In most reports of theft the bicycle was locked, and in a good half of them only
to itself. A lock through the wheel turns a bicycle into a thing that has to be carried. Two people can carry it.

First, the thing you lock to. It must be closed at the top, set in the ground and thicker than your wrist. A sign post
whose plate comes off with one screw is a rail to lift the bicycle along. Young trees can be sawn through and do not
deserve the bark damage.

Second, what you lock. Frame and rear wheel together, within the triangle of the frame; a U-shaped lock reaches both
and fills the space in which a lever would be put. The front wheel gets a cable or a nut that needs a key.

Third, where. Near other bicycles, beside people, under light. A thief does not need to find your lock easy, only
easier to reach than the next one.

And fourth, what you do before. Take down the number of the frame today, with a photograph that shows you and the
bicycle. Of the ones that the police find, only a few return to their owners, because nobody can say whose they are.

A lock should cost about a tenth of the bicycle. On a shabby bicycle, a good lock rides very safely.`,
    editorNotes: 'Replaced the brand names by descriptions.',
    published: '2024-01-23T09:00:00Z',
    revised: '2024-01-25T10:20:09Z',
  },
  {
    slug: 'the-night-train-returns',
    title: 'The night train returns',
    author: 'Tomasz Wilk',
    topics: ['railways'],
    summary: 'Ten years ago they were written off. Now every berth is sold, and there are too few coaches.',
    body: `At 20.10 the attendant stands by the door with a list. In compartment eleven a couple is already asleep; in twelve
a child explains to her father which bunk is whose. Tomorrow at nine, eleven hundred kilometres on, the attendant will
knock with two rolls and a coffee.

Ten years ago this train was to be discontinued. Cheap flights had taken its passengers, the coaches dated from the
seventies, and every border meant another locomotive, another set of rules, another fee for the track. One railway after
another gave up. One took over the lines that the others dropped, bought used sleeping cars, and earned money with them.

Today, the difficulty is not demand. On Fridays, berths are gone within hours of going on sale. The difficulty is steel.
A sleeping car takes four years from order to delivery, has a quarter of the places of a day coach, and must satisfy
the rules of six countries about doors, brakes and fire. Builders prefer long series of suburban trains.

What it sells is odd, if one thinks of it. A night train is slower than the aeroplane and seldom cheaper. But it
leaves in the evening from the middle of one city, arrives in the morning in the middle of the other, and the hours
between do not count. One has slept. At least, says the attendant, one has been lying down.`,
    editorNotes: 'Update when the new timetable is out in December.',
    published: '2024-02-13T06:15:00Z',
    revised: '2025-01-07T13:44:26Z',
  },
  {
    slug: 'soup-from-what-is-left',
    title: 'Soup from what is left',
    author: 'Ines Moreau',
    topics: ['kitchen'],
    summary: 'Not a recipe but an order of things: fat, onion, roots, liquid, leaves, acid.',
    body: `Every cuisine has a soup for the day before the market, and all of them follow the same order. Learn the order and
you need no recipe.

Fat first, more than you think, on medium heat. Then an onion or a leek with salt, and time: ten minutes until it is
soft and sweet, and not brown. Spices go in now, for half a minute, as their taste dissolves in fat and hardly
in water.

Then what is hard: carrots, celeriac, the stalk of a broccoli, potatoes to bind. Cut alike so that they are done alike.
Stir until they shine. Add liquid to cover by two fingers. It may be water. If there is the rind of a parmesan, a dried
mushroom or a spoon of miso in the house, water is enough.

After twenty minutes, what is soft: beans from a tin, cooked rice, yesterday's roast potatoes. Stale bread belongs here
too; it turns to cream. At the very end what is green: spinach, herbs, the leaves of the radishes, two minutes with the
heat off.

Taste. If it seems dull it rarely needs salt, and nearly always acid: lemon, vinegar, a spoon of yoghurt. If it is thin,
blend a third and stir it in. If it is too thick you have invented a stew.

Eat half of it. Tomorrow it will be better, and the day after it belongs in the freezer, with a label.`,
    editorNotes: '',
    published: '2024-03-05T10:45:00Z',
    revised: '2024-03-05T10:45:00Z',
  },
  {
    slug: 'the-museum-of-wrong-maps',
    title: 'The museum of wrong maps',
    author: 'Marek Dvorak',
    topics: ['history', 'design'],
    summary: 'California as an island, mountains that never were, a street invented to catch copyists.',
    body: `The collection began with an error. In 1986 a surveyor bought at a flea market a school atlas in which the Kong
Mountains run across West Africa, from the Niger to the sea. They do not exist. A cartographer drew them in 1798 on the
word of a traveller, others copied him, and they stayed in atlases for a century, until an officer walked to where they
ought to be and found "hardly a hill on the horizon".

The three rooms hold some two hundred maps that are wrong. There is California as an island, which it was on maps for
more than a hundred years after travellers had gone there on foot. There are phantom islands that ships had to avoid.
One sheet shows a town in the State of New York that a publisher had made up to convict copyists; later somebody
built a shop on the spot and, having seen it on the map, gave it the name.

Some of the errors are deliberate. On plans of eastern cities from the cold war streets bend that are straight, and
rivers flow on the other side of the road. Their users knew it and navigated by tram lines.

"A map is not wrong because of a mistake," says the founder. "All maps contain mistakes. It is wrong because the
next one was copied from it, and not from the land." In the last room, a computer shows the map on the visitor's
own telephone. There is a pencil on a string beside it, and a notebook, which is nearly full.`,
    editorNotes: 'Opening hours changed: Thursday to Sunday.',
    published: '2024-03-26T08:20:00Z',
    revised: '2024-09-03T07:37:59Z',
  },
  {
    slug: 'learning-to-whistle-with-fingers',
    title: 'Learning to whistle with two fingers',
    author: 'Oskar Lindqvist',
    topics: ['music'],
    summary: 'It is not about blowing hard. The sound is made at an edge, and the edge is your lower lip.',
    body: `Anyone can learn it. It takes between an afternoon and two weeks, and for most of that time nothing is heard but
air. That is as it should be.

Dry your lips and hands. Draw both lips back over the teeth as though you had none, until only their outer edges can be
seen. Put the tips of thumb and forefinger together to make a ring, or take both little fingers. With their tips push
the tongue back on itself: its foremost part folds over, about as far as the first joint. Close the mouth around the
fingers so that the only way out is the small gap between them.

Now blow, gently, down and outwards over the lower lip. What you seek is not strength but a place. Somewhere the stream
of air meets the edge of the lip so that it flips to and fro between outside and inside, as in a recorder. Move the
fingers by millimetres, in and out, up and down. There will be a hiss, then a hiss with a tone in it. Stay there, and
only then blow harder.

Stop after five minutes, or you will feel dizzy. Come back after an hour. On the second or the third day it will be
there suddenly, so loud that you take fright.

The physics is that of an organ pipe. The room behind the lip is small, so the tone is high: two to four kilohertz,
exactly where the human ear hears best, and the reason why shepherds can talk across a valley.`,
    editorNotes: 'The video for the web edition is two minutes long.',
    published: '2024-04-16T14:00:00Z',
    revised: '2024-04-16T14:00:00Z',
  },
  {
    slug: 'why-the-sea-is-salt',
    title: 'Why the sea is salt and rivers are not',
    author: 'Oskar Lindqvist',
    topics: ['science', 'sea'],
    summary: 'Rivers carry the salt in; only water leaves by the air. The odd thing is that it stopped rising.',
    body: `Rain is slightly acid. It dissolves a little from each stone over which it runs: calcium, sodium, potassium. Rivers
carry it to the sea, in such small amounts that we do not taste it, three to four thousand million tonnes a year. In the
sea the sun takes the water back and leaves the rest. So much was clear to Edmond Halley, who proposed in 1715 to measure
how salt the sea becomes in a century and to calculate from it the age of the Earth.

It would have failed. The sea has been about as salt as it is for hundreds of millions of years. What goes in comes out
again by other ways. Calcium becomes shells and limestone. Sodium is caught in bays that dry out: beneath the
Mediterranean lie salt beds more than a kilometre thick, from a time when the Strait of Gibraltar was closed. Much
passes through the hot cracks of the ocean floor, where all the water of the seas goes through the rock once in some
ten million years.

The chloride in the salt comes for the most part not from rivers at all. It came as gas from volcanoes, early on, and
has stayed.

A lake without an outlet shows what happens where nothing is taken out. The Dead Sea is ten times as salt as the
ocean. And the rivers are fresh for the simplest of reasons: their water does not remain in them long enough.`,
    editorNotes: 'Figures checked by a geochemist, 2 May.',
    published: '2024-05-07T07:55:00Z',
    revised: '2024-05-08T12:10:33Z',
  },
  {
    slug: 'a-garden-for-hedgehogs',
    title: 'A garden for hedgehogs',
    author: 'Priya Raman',
    topics: ['garden', 'nature'],
    summary: 'A hole in the fence does more than any feeding bowl: a hedgehog walks two kilometres in a night.',
    body: `If you want to do one thing, make a hole. Thirteen centimetres square at the foot of the fence is enough for a
hedgehog and too small for most dogs. Then talk with the neighbours: a hedgehog walks up to two kilometres in a
night, and a garden, however good, is only one room of the house.

The second thing is to do less. Leave a corner in which leaves, branches and the tall dead stems of summer lie on top of
each other. There it sleeps by day, there it may bear its young, and there it hibernates from November to March. Anyone
who burns such a heap in autumn should turn it over first, by hand, down to the ground.

Ponds and light wells need a way out, a rough plank will do. Robot mowers should rest at dusk. Netting belongs above
the ground or in the shed. Slug pellets kill the slugs, which are eaten, and that is that.

Feeding is needed less often than it is done. In a dry summer a flat bowl of water helps; milk gives them diarrhoea.
In late autumn a small one that walks about by day may need help: weigh it, and if it has less than five hundred grammes
in November, ring up a rescue station before you do anything else.

You will know that you have one by the dark, shiny droppings on the lawn, and by a noise at night in the shrubs as if
somebody were breathing heavily with a cold.`,
    editorNotes: '',
    published: '2024-06-04T09:35:00Z',
    revised: '2024-10-29T15:16:47Z',
  },
  {
    slug: 'the-carpenter-who-keeps-no-plans',
    title: 'The carpenter who keeps no plans',
    author: 'Leila Haddad',
    topics: ['craft'],
    summary: 'A stick with notches, cut for each house, holds every measure that a staircase needs.',
    body: `There is no drawing of the staircase that is growing in the hall. There is a stick. It is as tall as a door, planed
on four sides, and full of pencil lines and notches. On one side stand all heights, on the next all depths, on the third
the joints of the railing. Gudrun Aas, the third carpenter of the name, calls it the story pole.

"On paper I would write: seventeen point eight," she says. "Then I measure seventeen point eight on the wall and again on
the wood. Those are two chances to go wrong. With the pole I hold the wall against the wood." No number is ever read,
none is written down, so none can be misread. Where the old wall is crooked the pole is crooked with it.

She makes one for each job. When the house is finished, it is nailed under the lowest step, pencil lines up. In the
valley there are houses where four hang side by side, the oldest from 1871. Whoever has to replace a step in a hundred
years only needs to look.

Asked whether she distrusts computers she laughs. The windows for the school were milled by a machine, from a file, and
fitted. "A file is fine. But who has the right one? On a building site there are always two. There is only one stick,
and whoever works holds it in the hand."`,
    editorNotes: 'Gudrun wants to see the printed version.',
    published: '2024-07-16T08:10:00Z',
    revised: '2024-07-16T08:10:00Z',
  },
  {
    slug: 'swimming-in-cold-rivers',
    title: 'Swimming in cold rivers: what to know first',
    author: 'Hannah Keating',
    topics: ['outdoors'],
    summary: 'The first minute is the dangerous one. Float, breathe out, and get out while it is still fine.',
    body: `Cold water kills in the first minute or in the first half hour, and for two different reasons.

The first is the shock. Below fifteen degrees the skin takes the breath into its own hands: you gasp, then breathe four
times as fast, and the heart races. If your head is under water at that moment you breathe in water. It is over within
ninety seconds. Never jump in, therefore. Walk in, splash your neck and wrists, breathe out slowly, and if you fall in,
do nothing but float on your back until you are master of your breath again.

The second is the muscles. After ten minutes in water of ten degrees, fingers no longer close properly; after twenty,
good swimmers sink. One does not notice, since one feels splendid. As a rule of thumb stay no more minutes than the water
has degrees. Leave while you would rather stay.

Rivers add the current. Look where it goes before you go in: never above a weir, never above fallen trees, through which
the water passes and you do not. Find the place to get out before the place to get in. Do not swim against it. Swim
across.

Afterwards you go on cooling for a quarter of an hour. Dry clothes at once, from the top down, then something warm and
sweet, no hot shower, no driving. And go with somebody who watches. Two who swim are not one who watches.`,
    editorNotes: 'Safety text: do not shorten without asking Hannah.',
    published: '2024-08-06T06:30:00Z',
    revised: '2025-06-10T08:08:08Z',
  },
  {
    slug: 'the-last-typesetter',
    title: 'The last typesetter on the square',
    author: 'Marek Dvorak',
    topics: ['craft', 'history'],
    summary: 'Lead letters, read upside down and from right to left: a workshop that prints two invitations a week.',
    body: `He reads the line upside down and mirrored, faster than I can read it the right way. In his left hand he holds the
composing stick; the right one travels over the case without his looking. The letters do not lie in alphabetical order.
The e is nearest and has the largest box, the q is at the edge. Mr Novotny, who is eighty-one, could find each of
them in the dark, and once had to, in a power cut, with a wedding on the following day.

A space is a thing here. It is a piece of lead, lower than the letters, and there are six widths of it. To make a line
exactly as wide as the others one changes spaces until it stands by itself in the stick. "Tight enough to stand, loose
enough to lift," says Mr Novotny. When he has a page together he ties it with string, and it weighs as much as a cat.

What is printed has a depth that one feels with a finger. That is, strictly speaking, bad printing. In his apprenticeship
he would have been scolded for it, since a good print just kissed the paper. But the customers want to feel it, and so
he has thickened the padding. "They pay for the mistake."

Errors remain possible until the end. He shows the invitation that hangs framed beside the door, one of two hundred
that had already been delivered: *We cordially invite you to our weeding.* Forty-three guests, he says, brought gloves.`,
    editorNotes: 'The anecdote at the end is his; he swears to it.',
    published: '2024-09-17T10:00:00Z',
    revised: '2024-09-18T07:21:50Z',
  },
  {
    slug: 'how-a-city-tree-is-chosen',
    title: 'How a city tree is chosen',
    author: 'Leila Haddad',
    topics: ['city', 'nature'],
    summary: 'It has to bear heat, salt, dogs and drought for eighty years. Limes and maples are giving way to others.',
    body: `A tree in a forest lives for three hundred years. In a park it reaches a hundred. Along a street, the average in many
cities is less than forty, and for a newly planted tree in a pavement it can be ten. Whoever orders one today has to
guess the weather of 2080.

The list of demands is long. Its roots get as much soil as fits into a wardrobe, pressed hard, with pipes in it. In
summer the asphalt gives back thirty-five degrees at midnight. In winter there is salt. It should cast shade but let
light into first floors, drop no branches, no sticky honeydew on cars, no fruit to slip on. It should smell of nothing
in particular and please bees.

Horse chestnuts suffer from a moth, ashes from a fungus, maples from the drought. So the nurseries try out others from
regions where summers have long been as ours will be: hop hornbeam, Turkish hazel, silver lime, zelkova. Thirty species
stand in a test street, each with a sensor at the stem. After fifteen years, five have been taken off the list and eight
have moved up.

The most important result, though, concerns no species. Trees with twelve cubic metres of good soil, and rain from
the roof led to them, did well almost whatever they were. "We have been looking for a tree that can live in a bucket,"
says the head of the parks department. "It is easier to buy a larger bucket."`,
    editorNotes: 'Map of the test street: permission granted.',
    published: '2024-10-15T07:40:00Z',
    revised: '2024-10-15T07:40:00Z',
  },
  {
    slug: 'songs-that-carry-across-fields',
    title: 'Songs that carry across fields',
    author: 'Tomasz Wilk',
    topics: ['music', 'outdoors'],
    summary: 'Herding calls are sung at the top of the voice, in a technique that would alarm a singing teacher.',
    body: `In the summer pastures of Scandinavia the cows grazed in the woods, out of sight, often several kilometres away. To
bring them home in the evening women sang to them. The songs are called kulning. They are high, hard and
straight, without vibrato, and they end with a leap upwards, beyond what one takes for singing.

Acousticians have measured them. Standing beside the singer, one hears up to a hundred and twenty-five decibels, as much
as a jet at some distance. More important is the pitch. At about a thousand hertz and above, a trained voice puts nearly
all of its force into very few overtones, to which the ear is most sensitive and which the wind covers least. In an
experiment at the edge of a wood the same singer sang the same tune twice, once in ordinary head voice. At eleven metres
the call had lost nearly nothing and the song a good part of its upper tones.

Each woman had melodies of her own, and her cows came to them and not to the neighbour's. Between them, single calls
told how things were: an animal found, a bear seen, coffee ready.

With the pastures the songs nearly vanished. Today they are taught again, at music academies and on weekend courses.
Whether they work? At the end of the course the group goes out to a meadow. The cows, which have never heard it before,
raise their heads and come, every time.`,
    editorNotes: '',
    published: '2024-11-12T16:05:00Z',
    revised: '2024-11-12T16:05:00Z',
  },
  {
    slug: 'the-quiet-life-of-lichens',
    title: 'The quiet life of lichens',
    author: 'Priya Raman',
    topics: ['nature', 'science'],
    summary: 'Part fungus, part alga, and slower than anything else on the wall. They tell how clean the air is.',
    body: `A lichen is not a plant. It is a household: a fungus that builds the house and one or several algae which live in it
and cook. The fungus gives shelter, water and minerals; the alga makes sugar out of light. Neither looks like that on its
own. As late as 1867, when a Swiss botanist said so for the first time, his colleagues were indignant. It took
until 2016 to notice that in many of them a yeast lives as a third party.

They grow slowly. The yellow-green map lichen on mountain rocks adds less than a millimetre a year, so evenly that one
can tell from its diameter when a glacier uncovered the stone. Some patches in the Arctic are older than the pyramids.

Having no roots they live on rain and air, and take in whatever is in them. In the smoke of the nineteenth century they
died out in cities from the centre outwards. Maps of the "lichen deserts" of London or Munich are maps of sulphur. Since
power stations have been filtering their smoke they have come back, though others than before: today's guests love
nitrogen, which comes from exhaust pipes and fields.

For a first look one needs a lens and a churchyard wall. Crusts sit tight, leaves can be lifted at the edge, shrubs hang
or stand. On a single gravestone I have counted fourteen kinds. The name on it was overgrown, the year was not: 1794.`,
    editorNotes: 'Nice companion for the churchyard walk in spring.',
    published: '2024-12-03T08:50:00Z',
    revised: '2025-02-18T10:02:36Z',
  },
  {
    slug: 'keeping-a-public-clock-right',
    title: 'Keeping a public clock right',
    author: 'Tomasz Wilk',
    topics: ['city', 'craft'],
    summary: 'Two men, four towers and a penny: how the pendulum of a town hall is set by the smallest coin.',
    body: `Every Monday at ten the two clockmakers climb the tower, wind three weights of eighty kilogrammes each by hand, and
compare the pendulum with a radio clock. If it is late by a second they lay a penny on the small tray half-way up
its rod. If it is early they take one off.

The penny does not make the pendulum heavier in any way that counts. It raises the centre of gravity by a hair, which
is as if the pendulum had become shorter, and so the clock gains: two fifths of a second in a day. In summer, when the
rod grows with the heat, there are more coins on the tray. The pile is a kind of thermometer, and the book in which the
clockmakers record it reaches back to 1902.

Could one not put in an electric motor? Three of the town's eight towers have one. They are exact to the second until
the power fails, and then they are wrong, all in the same way, until somebody comes. The old one has stood still four
times in a century, once for a starling and once for the end of a war.

"An exact clock is not one that is always right," says the elder of the two, brushing pigeon down off the ladder. "It
is one of which you know how wrong it is." He takes a penny off. It is Monday, six minutes past ten, and warm for the
season.`,
    editorNotes: 'Second clock story within two years; fine with everybody.',
    published: '2025-01-21T07:05:00Z',
    revised: '2025-01-21T07:05:00Z',
  },
  {
    slug: 'pickling-for-beginners',
    title: 'Pickling for beginners: salt, time, a jar',
    author: 'Ines Moreau',
    topics: ['kitchen', 'science'],
    summary: 'Weigh the vegetables, add two per cent of salt and keep the air out. Bacteria do the rest.',
    body: `Sauerkraut, kimchi and sour gherkins are made by the same helpers: bacteria that sit on each leaf and turn sugar into
lactic acid. You need not add them. You only have to see to it that they win.

Salt is what decides the race. At two per cent of the weight of the vegetables, the bacteria of decay are slowed down,
and those of the lactic kind hardly are. With much less it rots, with much more nothing happens. Weigh both; a spoon is
not a measure, for salts differ in how they fill it.

Shred white cabbage, mix it with the salt and knead for ten minutes until it lies in its own juice. Press it into a clean
jar, layer by layer, until the juice stands above it. A small glass filled with water keeps it down. What is under the
juice keeps; what looks out goes mouldy. Close the lid loosely, since there will be gas, and put a plate underneath.

On the second day it bubbles. After a week at room temperature it is mildly sour, and after three it tastes as you know
it. Then it goes into the fridge, where it keeps for months. It may be cloudy, it may smell sharp. White film on
the surface is yeast: skim it off. Pink, black or furry means the compost.

Next time, take half cabbage and half carrots, with a spoon of caraway, or radishes, which dye everything the colour
of a sunset.`,
    editorNotes: 'Food safety read it on 3 February: no objections.',
    published: '2025-02-11T09:20:00Z',
    revised: '2025-02-12T06:58:13Z',
  },
  {
    slug: 'a-bench-for-every-hill',
    title: 'A bench for every hill',
    author: 'Hannah Keating',
    topics: ['outdoors', 'city'],
    summary: 'An old town has counted its benches and asked who is missing from the streets between them.',
    body: `From the market to the hospital it is nine hundred metres, uphill all the way, and until last spring there was
nowhere to sit. Nobody had noticed. Those who would have noticed took the bus or stayed at home.

It came to light through a school project. A class walked through the town with a stroller filled with sand, a walking
frame and a stopwatch. At every place where someone wanted to rest, they put a dot on a map. Then they drew in the
benches. The two patterns had little in common: benches stood where there is a view, in parks, and on squares. The dots
lay along the ways to the doctor, to the cemetery and to the cheap supermarket.

A bench every hundred and fifty metres is the number that geriatricians name, with a back and with armrests, for it is
standing up that is hard. The town has put up sixty-two since. Each cost as much as two parking spaces bring in during
a year, and some stand where a parking space was.

What has changed can be counted. On the road to the hospital, three times as many people over seventy walk as did before.
What cannot be counted so well takes place on the benches themselves. "I know my neighbour now," says a lady at the
corner of the steep lane, bag on her knees. "Forty years, and we always met walking."`,
    editorNotes: 'School has been sent twenty copies.',
    published: '2025-03-18T10:30:00Z',
    revised: '2025-03-18T10:30:00Z',
  },
  {
    slug: 'listening-to-ice',
    title: 'Listening to ice',
    author: 'Oskar Lindqvist',
    topics: ['science', 'outdoors'],
    summary: 'A frozen lake sings like a laser gun in a film. Its pitch tells skaters how thick the ice is.',
    body: `The stone hops over the black ice and at each bounce there is a chirp, high at first and falling, like a weapon in a
science fiction film. Put an ear to it and it comes from everywhere.

The reason is that in a thin plate high tones run faster than low ones. The knock contains all of them at once. Close
by, it is just a knock; fifty metres on, the high ones have got ahead, and it arrives as a glide. The effect is strong
in steel springs, too, and the sound designers of a famous film are said to have found theirs by striking the wire that
holds a radio mast.

Nordic skaters use it. Ice that carries a person safely, ten centimetres or so of it, answers to the blade with a deep
tone. The thinner it is the higher it sings, and practised ears hear a difference of a centimetre. They still carry a
spiked pole, and after every few hundred metres they strike: if it goes through at the second blow, they turn back.

At dusk, when it grows colder, the ice shrinks and cracks, and a boom runs along the lake from one end to the other. It
sounds like danger and is the opposite. Ice that works is growing. Grey, silent, sodden ice in March, which makes
no noise whatever, is the kind to be afraid of.

Nobody should go alone. And nobody need talk very much.`,
    editorNotes: 'Thickness table goes into a box beside the text.',
    published: '2025-04-08T06:55:00Z',
    revised: '2025-04-09T11:31:22Z',
  },
  {
    slug: 'the-post-office-in-the-pub',
    title: 'The post office in the pub',
    author: 'Marek Dvorak',
    topics: ['city', 'history'],
    summary: 'When the last shop closed, the village bought the inn. Parcels are weighed between the taps.',
    body: `The scales stand between the second and third tap. Stamps are in the drawer where the bottle openers used to be. From
ten until noon the inn is a post office, on Tuesdays it is a bank, and on the first Thursday of each month a nurse sits
in the room with the skittle alley and measures blood pressure.

Five years ago the village had three hundred and ten inhabitants and nothing else. The shop had closed, then the school,
then the branch of the savings bank, and the innkeeper was past seventy. When the sale was announced, somebody
calculated on the back of a menu that the house would cost each household as much as a used car. A hundred and six of
them signed. Shares are a hundred each; nobody may have more than one vote.

Not everything worked. The cinema in the hall found eleven viewers. The first tenant left after a winter. But bread comes
every morning, because the baker only has to stop once, and since there is bread, people meet, and since people meet the
bus line could be kept: the council had wanted to see passengers and was shown a timetable, hung up by the door, on
which everyone had ticked the days they needed it.

Profit last year: one thousand and forty. It was decided, after a long evening, to mend the roof with it. The minutes
were taken on a beer mat and are in the archive.`,
    editorNotes: 'Follow up in a year.',
    published: '2025-05-20T17:10:00Z',
    revised: '2025-05-22T08:42:07Z',
  },
];
