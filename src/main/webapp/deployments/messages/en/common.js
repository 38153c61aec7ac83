/* What all pages share. */
export default {
  "nav.matrix": "Matrix",
  "nav.waiting": "Waiting",
  "nav.compare": "Compare",
  "nav.history": "History",
  "nav.graph": "Pipeline",
  "nav.metrics": "Metrics",
  "nav.promotion": "Promotion",

  "error.unreachable": "The server does not answer.",
  "error.defect": "This page failed. Your browser's console says more.",
  "error.again": "Try again",

  "time.now": "just now",
  "time.age.second": "{count} s",
  "time.age.minute": "{count} min",
  "time.age.hour": "{count} h",
  "time.age.day": "{count} d",

  "status.NONE": "nothing yet",
  "status.NOT_STARTED": "planned",
  "status.CREATED": "deploying",
  "status.STARTED": "deploying",
  "status.COMPLETED": "deployed, not verified",
  "status.VERIFIED": "verified",
  "status.FAILED": "failed",

  "live.connecting": "Connecting …",
  "live.live": "Live",
  "live.stale": "Stale since {time}",
  "live.retry": "Connect again",
};
