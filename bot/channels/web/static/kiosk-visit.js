// What belongs to one visitor, and leaves with them.
export const freshVisit = () => ({
  thread: "", ready: false, seq: 0, seqs: new Set(), label: "", name: "", way: "", scan: null, help: "", cry: null, wanted: null,
  replies: [], at: 0, waiting: [], manner: { pace: 100, volume: 100 },
});
