// Generated from docs/api/openapi.json (SHA-256 0b280f019db62ce6089e6b128949ed63d78b3257b8301713ae62ec94e931b97c) by tools/openapi; run "npm run generate".
export interface paths {
    "/api/v1/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look an address up in the imported register */
        get: operations["findAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/addresses/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the address register from CSV (label, latitude_deg, longitude_deg) */
        post: operations["importAddresses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/addresses/nearest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The address nearest to a point */
        get: operations["nearestAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agencies of this deployment */
        get: operations["listAgencies"];
        put?: never;
        /** Add an agency with its first administrator */
        post: operations["createAgency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aircraft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Aircraft of the agency */
        get: operations["listAircraft"];
        put?: never;
        /** Register an aircraft */
        post: operations["createAircraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aircraft/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One aircraft */
        get: operations["getAircraft"];
        put?: never;
        post?: never;
        /** Retire an aircraft that never flew, or hide one that did */
        delete: operations["deleteAircraft"];
        options?: never;
        head?: never;
        /** Change an aircraft */
        patch: operations["updateAircraft"];
        trace?: never;
    };
    "/api/v1/aircraft/{id}/checklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tick a checklist item */
        post: operations["tickChecklist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aircraft/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Command an aircraft; terminate needs aircraft:terminate */
        post: operations["sendCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aircraft/{id}/grounding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Tag an aircraft as grounded */
        put: operations["groundAircraft"];
        post?: never;
        /** Remove the grounding tag */
        delete: operations["ungroundAircraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aircraft/{id}/parameters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The autopilot's parameters as read */
        get: operations["listParameters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aircraft/{id}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May it take off, and if not why */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/airspace/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import volumes from GeoJSON; all or nothing */
        post: operations["importVolumes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/airspace/terrain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The terrain grid, or null */
        get: operations["getTerrain"];
        /** Replace the terrain grid */
        put: operations["putTerrain"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/airspace/volumes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Airspace volumes and obstacles */
        get: operations["listVolumes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/airspace/volumes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a volume */
        delete: operations["deleteVolume"];
        options?: never;
        head?: never;
        /** Enable, disable or rename a volume */
        patch: operations["updateVolume"];
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, newest first */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge an alert */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API keys for feeds */
        get: operations["listApiKeys"];
        put?: never;
        /** Make an API key; its secret is shown once */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the own password; ends the other sessions */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/camera-statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which cameras are live, and how well */
        get: operations["cameraStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cameras of aircraft and fixed cameras; keys for publishing are shown to who may change cameras */
        get: operations["listCameras"];
        put?: never;
        /** Add a camera of an aircraft, or a fixed one with its place */
        post: operations["createCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a camera; what it recorded stays */
        delete: operations["deleteCamera"];
        options?: never;
        head?: never;
        /** Change a camera */
        patch: operations["updateCamera"];
        trace?: never;
    };
    "/api/v1/cameras/{id}/whep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Watch a camera by WebRTC (WHEP): an SDP offer, answered with 201, the SDP answer and a Location that ends the view */
        post: operations["watchCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{id}/whep/{viewer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a view (WHEP) */
        delete: operations["endView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commands/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a command got */
        get: operations["getCommand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pilots with currency and hours */
        get: operations["listCrew"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crew/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Go on or off duty (oneself); papers need crew:write */
        patch: operations["updateCrew"];
        trace?: never;
    };
    "/api/v1/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A decision as it was made */
        get: operations["getDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judge every aircraft for a place without an incident */
        post: operations["decideForPoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signed checkpoints of the log, newest first */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That the log of one size is the beginning of that of another (RFC 6962, 2.1.2) */
        get: operations["getConsistencyProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What will be deleted when, soonest first, as the policy and the holds stand */
        get: operations["listDeletions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That a leaf is in the log; the newest leaf unless an index is given, null of an empty log */
        get: operations["getInclusionProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys of the agency, oldest first; give them to whoever verifies */
        get: operations["listEvidenceKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/keys/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign with a new key from now on; the old one signs that it follows */
        post: operations["rotateEvidenceKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agency’s append-only log, newest first */
        get: operations["listLogLeaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of flights by text, time, purpose and hold, newest first; text finds case numbers too */
        get: operations["listRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long video and telemetry are kept, by what the flight was for */
        get: operations["getRetention"];
        /** Set how long video and telemetry are kept; nothing is deleted by it in the first week */
        put: operations["putRetention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/retention/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a policy would delete within a year if it were set now; nothing is set and nothing deleted */
        post: operations["previewRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Places outside the agency that get every checkpoint, and whether they have it */
        get: operations["listCheckpointTargets"];
        /** Set the places outside the agency that get every checkpoint */
        put: operations["putCheckpointTargets"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flights by area, time and text, newest first */
        get: operations["searchFlights"];
        put?: never;
        /** Request an aircraft */
        post: operations["requestFlight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One flight */
        get: operations["getFlight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept a requested flight as its RPIC */
        post: operations["acceptFlight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer the question about a moved, ended or outranked incident */
        post: operations["answerFlightQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a flight that has not taken off */
        post: operations["cancelFlight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/case-number": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give the record of a flight a case number, change it, or take it away */
        put: operations["setCaseNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/custody": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Case number, holds, dates of deletion and every event of custody of a record */
        get: operations["getCustody"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline a requested flight */
        post: operations["declineFlight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, with commands and alerts */
        get: operations["getFlightEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/export/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export a flight */
        get: operations["exportFlight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold a record: nothing of it is deleted until the hold is lifted or its day has come */
        post: operations["setHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the limits within which others than the RPIC fly; null takes them away */
        put: operations["setFlightLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/markers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a moment of a flight, to be found again in its record */
        post: operations["markFlight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say something to the crew of a flight, or show it a place */
        post: operations["sendFlightMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/originals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recordings from the aircraft’s own card, in the order in which they came */
        get: operations["listOriginals"];
        /** Bring a piece of a recording from the aircraft’s own card; a piece that does not begin where the last one ended is not taken, and the answer says where to go on */
        put: operations["uploadOriginal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/originals/{number}/video.mp4": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A recording from the aircraft’s own card, by ranges */
        get: operations["getOriginal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of the record of a flight: open, waiting or sealed, and its chain */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/record/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sealed record as a ZIP with all that verifies it */
        get: operations["exportRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/record/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report about the flight that people read and print, with what a verification finds now */
        get: operations["getRecordReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/record/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify the record now, as "outrider verify" does */
        post: operations["verifyRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/redactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Redactions of the video of a flight, newest first */
        get: operations["listRedactions"];
        put?: never;
        /** Begin a redaction of a recording, or of a part of it; of at most six hours */
        post: operations["createRedaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The track of a flight as columns */
        get: operations["getTrack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take over as RPIC of a flight */
        post: operations["transferFlight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cameras that recorded a flight, and what is missing */
        get: operations["listFlightVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/video/{camera_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where every half-second of a recording lies, on the camera’s clock and the time of day */
        get: operations["getFlightVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/video/{camera_id}/clip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A clip of a recording, pictures unchanged, with the identity of its record in the file */
        get: operations["exportVideoClip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flights/{id}/video/{camera_id}/segments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A recorded file, or the part of it that a Range header names (RFC 9110) */
        get: operations["getVideoSegment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gateways on other machines, and the file that tells a NATS server what each may do */
        get: operations["listGateways"];
        put?: never;
        /** Admit a gateway on another machine for one agency */
        post: operations["addGateway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Shut a gateway out for good; its name is not used again */
        delete: operations["revokeGateway"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holds/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lift a hold; what is due is deleted a week later at the soonest */
        post: operations["liftHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents, newest first */
        get: operations["listIncidents"];
        put?: never;
        /** Enter an incident; the same external_id updates the same incident */
        post: operations["createIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One incident */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change or close an incident */
        patch: operations["updateIncident"];
        trace?: never;
    };
    "/api/v1/incidents/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judge every aircraft for this incident */
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/eido": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter an incident as NENA EIDO */
        post: operations["createIncidentFromEido"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import incidents from CSV; all or nothing */
        post: operations["importIncidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/base": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Map of the area as GeoJSON, and the style or PMTiles address when set */
        get: operations["getBaseMap"];
        /** Replace the map of the area */
        put: operations["putBaseMap"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media-addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Host and port to which sources send their pictures */
        get: operations["getMediaAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/message-gateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where links are sent by text message */
        get: operations["getMessageGateway"];
        /** Set where links are sent by text message; the secret signs what is sent and is never read back */
        put: operations["putMessageGateway"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/message-gateway/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message without a link through the message gateway, to see whether it takes it */
        post: operations["testMessageGateway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept a message, which keeps its pin on the map, or dismiss it */
        post: operations["answerMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/onvif": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a camera by ONVIF for its maker, its model and the addresses of its streams; nothing is kept */
        post: operations["findByOnvif"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agency's flying rules */
        get: operations["getPolicy"];
        /** Set the agency's flying rules */
        put: operations["putPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records-request-items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an item away that nobody has decided about */
        delete: operations["removeRecordsRequestItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records-request-items/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release an item, or withhold it with a reason and a citation; an event of custody */
        post: operations["decideRecordsRequestItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests for records, newest first */
        get: operations["listRecordsRequests"];
        put?: never;
        /** Enter a request for records */
        post: operations["createRecordsRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request with everything that was asked for and what became of it */
        get: operations["getRecordsRequest"];
        /** Correct what was entered while the request is open */
        put: operations["updateRecordsRequest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records-requests/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the request is answered, once every item is decided */
        post: operations["answerRecordsRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records-requests/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add something that is asked for: the record of a flight, or redacted video of it */
        post: operations["addRecordsRequestItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records-requests/{id}/letter/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The letter to the requester: what is released, what is withheld and why */
        get: operations["getRecordsRequestLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A redaction with its newest plan */
        get: operations["getRedaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a rendering that runs or waits */
        post: operations["cancelRedaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/detection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the detection that was asked for last goes, and its proposals when it is done */
        get: operations["getDetection"];
        put?: never;
        /** Let a detector propose regions; nothing is proposed that a person does not accept or reject afterwards */
        post: operations["detectRegions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/detection/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a detection that runs or waits, and forget what it found */
        post: operations["endDetection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed-off video as a ZIP with all that verifies it and names its parent */
        get: operations["exportRedaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save what is hidden as a new version; what was rendered of an older one has to be rendered again */
        put: operations["saveRedactionPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the redacted video of the newest plan; the original stays as it is */
        post: operations["renderRedaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign off or reject what was rendered; nobody may who saved a plan of it */
        post: operations["reviewRedaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Follow a box or an outline from a keyframe, forwards or back, for at most 30 s; ends where the tracker is not sure */
        post: operations["trackRegion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redactions/{id}/video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rendered video, for those who draw and review; a part of it with a Range header */
        get: operations["getRedactedVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/response-times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Received to requested, accepted, airborne, on scene */
        get: operations["responseTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/role-grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the agency gives to roles beyond what they hold by themselves */
        get: operations["listRoleGrants"];
        /** Give roles what they do not hold by themselves, in place of what was given before */
        put: operations["putRoleGrants"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the page behind a link shows beside the picture */
        get: operations["sharedFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share/{token}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ground around the camera of a link */
        get: operations["sharedMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share/{token}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say something to the crew from behind a link, or show it a place */
        post: operations["sendSharedMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share/{token}/whep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Watch the camera of a link by WebRTC (WHEP); `page_id` is made by the page and kept while it is open */
        post: operations["watchShared"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/share/{token}/whep/{viewer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a view (WHEP) */
        delete: operations["endSharedView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Links to live video of the last three days, newest first */
        get: operations["listShares"];
        put?: never;
        /** Make a link that shows one camera; its token is told this once */
        post: operations["createShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a link and every view that is open under it */
        delete: operations["revokeShare"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a link through the message gateway of the agency */
        post: operations["sendShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares/{id}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked through a link: address, browser, from, to; newest first */
        get: operations["shareViews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Launch places */
        get: operations["listSites"];
        put?: never;
        /** Add a launch place */
        post: operations["createSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a launch place without aircraft */
        delete: operations["deleteSite"];
        options?: never;
        head?: never;
        /** Change a launch place */
        patch: operations["updateSite"];
        trace?: never;
    };
    "/api/v1/trust/approved-makers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The approved-maker lists in force */
        get: operations["getApprovedMakers"];
        /** Set the approved makers of the agency (of the host, for a host administrator) */
        put: operations["putApprovedMakers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users of the agency */
        get: operations["listUsers"];
        put?: never;
        /** Add a user */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change roles or name, disable, set a password */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/vehicles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live links, bound and unbound */
        get: operations["listVehicles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vehicles/bind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bind a live link to an aircraft */
        post: operations["bindVehicle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vehicles/unbind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the live link from an aircraft on the ground */
        post: operations["unbindVehicle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The weather in force */
        get: operations["getWeather"];
        /** Enter the weather by hand or as METAR */
        put: operations["putWeather"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/whip/{camera_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Push a camera's pictures by WebRTC (WHIP, RFC 9725) under the camera's own key, as a bearer token or, for devices that take an address alone, as ?key= */
        post: operations["publishCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/whip/{camera_id}/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End what was pushed (WHIP), under the camera's own key */
        delete: operations["endPublishing"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Action: {
            /** @constant */
            kind: "arm";
        } | {
            /** @constant */
            kind: "disarm";
        } | {
            height_above_takeoff_m: number;
            /** @constant */
            kind: "take_off";
        } | {
            /** @constant */
            kind: "start_plan";
        } | {
            height_above_takeoff_m?: number;
            /** @constant */
            kind: "go_to";
            latitude_deg: number;
            longitude_deg: number;
            speed_mps?: number;
        } | {
            clockwise: boolean;
            height_above_takeoff_m?: number;
            /** @constant */
            kind: "orbit";
            latitude_deg: number;
            longitude_deg: number;
            radius_m: number;
            speed_mps?: number;
        } | {
            /** @constant */
            kind: "hold";
        } | {
            height_above_takeoff_m: number;
            /** @constant */
            kind: "change_height";
        } | {
            /** @constant */
            kind: "change_speed";
            speed_mps: number;
        } | {
            heading_deg: number;
            /** @constant */
            kind: "change_heading";
        } | {
            /** @constant */
            kind: "point_camera";
            pitch_deg?: number;
            target?: {
                latitude_deg: number;
                longitude_deg: number;
            };
            yaw_deg?: number;
        } | {
            /** @constant */
            kind: "zoom_camera";
            /** @enum {number} */
            step?: 1 | -1;
            zoom_percent?: number;
        } | {
            /** @constant */
            kind: "return";
        } | {
            /** @constant */
            kind: "land";
        } | {
            /** @constant */
            kind: "stop";
        } | {
            /** @constant */
            kind: "reactivate";
        } | {
            /** @constant */
            confirm: "terminate";
            /** @constant */
            kind: "terminate";
        } | {
            /** @constant */
            kind: "read_failsafes";
        } | {
            /** @constant */
            kind: "set_failsafes";
        };
        AddressMatch: {
            label: string;
            latitude_deg: number;
            longitude_deg: number;
            score: number;
            uncertainty_m: number;
        };
        Agency: {
            created_at_utc_ms: number;
            id: string;
            name: string;
            short_name: string;
        };
        AgencyPolicy: {
            aircraft_per_rpic: number;
            automatic_acceptance_authority: string | null;
            camera_level_en_route: boolean;
            checklist: components["schemas"]["ChecklistItem"][];
            cruise_height_m: number;
            hold_on_scene_s: number;
            idle_lock_min: number;
            lapsed_lease_hold_s: number;
            max_gust_mps: number;
            max_height_agl_m: number;
            max_temperature_c: number;
            max_wind_mps: number;
            min_ceiling_agl_m: number;
            min_temperature_c: number;
            min_visibility_m: number;
            multi_aircraft_authority: string | null;
            obstacle_clearance_horizontal_m: number;
            obstacle_clearance_vertical_m: number;
            on_scene_height_m: number;
            reserve_percent: number;
            separation_horizontal_m: number;
            separation_vertical_m: number;
            shared_position: boolean;
            time_zone: string | null;
            /** @enum {string} */
            trust_failure: "warn" | "stop";
            /** @enum {string} */
            units: "us" | "si" | "aviation";
            weather_valid_for_min: number;
        };
        AgencyPublicKey: {
            from_utc_ms: number;
            key_id: string;
            succession: {
                previous_key_id: string;
                signature_of_previous_base64: string;
                signature_of_this_base64: string;
            } | null;
            until_utc_ms: number | null;
            verifier_key: string;
        };
        Aircraft: {
            acquired_on: string | null;
            checklist_ticks: components["schemas"]["ChecklistTick"][];
            contract: components["schemas"]["Contract"] | null;
            flight_id: string | null;
            grounding: components["schemas"]["GroundingTag"] | null;
            id: string;
            in_dock: boolean;
            maker: string;
            model: string;
            name: string;
            payloads: ("visible" | "thermal" | "speaker" | "spotlight")[];
            performance: components["schemas"]["Performance"];
            remote_id_serial: string | null;
            serial: string;
            site_id: string | null;
            total_airborne_s: number;
            total_flights: number;
            vehicle_key: string | null;
        };
        AircraftInput: {
            acquired_on: string | null;
            contract: components["schemas"]["Contract"] | null;
            in_dock: boolean;
            maker: string;
            model: string;
            name: string;
            payloads: ("visible" | "thermal" | "speaker" | "spotlight")[];
            performance: components["schemas"]["Performance"];
            remote_id_serial: string | null;
            serial: string;
            site_id: string | null;
        };
        AirPoint: {
            altitude_amsl_m: number;
            latitude_deg: number;
            longitude_deg: number;
        };
        Alert: {
            acknowledged_at_utc_ms: number | null;
            acknowledged_by: string | null;
            aircraft_id: string | null;
            cleared_at_utc_ms: number | null;
            flight_id: string | null;
            id: string;
            kind: string;
            level: components["schemas"]["AlertLevel"];
            raised_at_utc_ms: number;
            spoken: string | null;
            text: string;
        };
        /** @enum {string} */
        AlertLevel: "warning" | "caution" | "advisory";
        ApiKey: {
            created_at_utc_ms: number;
            id: string;
            last_used_utc_ms: number | null;
            name: string;
            permissions: string[];
        };
        ApprovedMakers: {
            citation: string | null;
            enabled: boolean;
            grandfather_cap_days: number;
            in_force_since: string | null;
            makers: string[];
        };
        /** @enum {string} */
        AskedPurpose: "incident" | "patrol" | "training" | "test";
        AuditEntry: {
            action: string;
            actor: string;
            actor_id: string | null;
            address: string | null;
            at_utc_ms: number;
            detail: {
                [key: string]: unknown;
            };
            object: string | null;
            /** @enum {string} */
            outcome: "ok" | "refused" | "failed";
            seq: number;
        };
        /** @enum {string} */
        AutopilotKind: "ardupilot" | "px4" | "dji" | "generic";
        BoxShape: {
            height: number;
            /** @constant */
            type: "box";
            width: number;
            x: number;
            y: number;
        };
        Camera: {
            aircraft_id: string | null;
            criminal_justice: boolean;
            enabled: boolean;
            horizontal_fov_deg: number | null;
            id: string;
            lens: components["schemas"]["Lens"];
            maker: string | null;
            model: string | null;
            name: string;
            place: components["schemas"]["CameraPlace"] | null;
            publish_key: string | null;
            reported: boolean;
            simulated: boolean;
            source: components["schemas"]["CameraSource"];
        };
        CameraInput: {
            aircraft_id: string | null;
            criminal_justice: boolean;
            enabled: boolean;
            horizontal_fov_deg: number | null;
            lens: components["schemas"]["Lens"];
            maker: string | null;
            model: string | null;
            name: string;
            place: components["schemas"]["CameraPlace"] | null;
            source: components["schemas"]["CameraSource"];
        };
        CameraPlace: {
            heading_deg: number | null;
            pitch_deg: number | null;
            position: components["schemas"]["AirPoint"];
        };
        CameraSource: {
            codec: components["schemas"]["VideoCodec"];
            /** @constant */
            kind: "rtp";
            port: number;
        } | {
            certificate_sha256?: string | null;
            /** @constant */
            kind: "rtsp";
            password?: string | null;
            /** @enum {string} */
            transport: "auto" | "tcp" | "udp";
            url: string;
            username: string | null;
        } | {
            /** @constant */
            kind: "mpegts";
            port: number;
        } | {
            /** @constant */
            kind: "rtmp";
        } | {
            /** @constant */
            kind: "whip";
        };
        CameraStatus: {
            bit_rate_bps: number | null;
            camera_id: string;
            codec: components["schemas"]["VideoCodec"] | null;
            detail: string | null;
            frame_rate_hz: number | null;
            height: number | null;
            last_picture_utc_ms: number | null;
            loss_percent: number | null;
            recording_detail: string | null;
            recording_flight_id: string | null;
            recording_since_utc_ms: number | null;
            state: components["schemas"]["FeedState"];
            viewers: number;
            width: number | null;
        };
        Candidate: {
            aircraft_id: string;
            aircraft_name: string;
            can_go: boolean;
            energy: components["schemas"]["EnergyBudget"] | null;
            estimated: boolean;
            rank: number | null;
            reasons: components["schemas"]["Reason"][];
            route: components["schemas"]["FlightPlan"] | null;
            time: components["schemas"]["TimeToScene"] | null;
            verdict: components["schemas"]["Verdict"] | null;
        };
        /** @enum {string} */
        Capability: "take_off" | "go_to" | "orbit" | "hold" | "change_height" | "change_speed" | "change_heading" | "gimbal" | "zoom" | "return" | "land" | "stop" | "terminate" | "mission" | "fence" | "rally" | "manual" | "parameters";
        CaseNumberInput: {
            case_number: string | null;
        };
        ChecklistItem: {
            enforced: boolean;
            key: string;
            label: string;
            /** @enum {string} */
            source: "automatic" | "person";
            valid_for_hours: number;
        };
        ChecklistTick: {
            at_utc_ms: number;
            by: string;
            key: string;
        };
        CheckpointTarget: {
            delivered_at_utc_ms: number | null;
            delivered_size: number;
            failure: string | null;
            /** @enum {string} */
            kind: "folder" | "webhook" | "mail" | "timestamp";
            url: string | null;
        };
        CheckpointTargetInput: {
            /** @constant */
            kind: "folder";
        } | {
            /** @constant */
            kind: "webhook";
            url: string;
        } | {
            address: string;
            /** @constant */
            kind: "mail";
        } | {
            /** @constant */
            kind: "timestamp";
            url: string;
        };
        CheckpointTargets: {
            targets: components["schemas"]["CheckpointTargetInput"][];
        };
        Command: {
            action: components["schemas"]["Action"];
            agency_id: string;
            aircraft_id: string;
            command_id: string;
            detail: string | null;
            error_code: string | null;
            flight_id: string | null;
            issued_by: string | null;
            /** @enum {string} */
            origin: "user" | "plan" | "gateway";
            requested_at_utc_ms: number;
            state: components["schemas"]["CommandState"];
            updated_at_utc_ms: number;
        };
        CommandRequest: {
            action: components["schemas"]["Action"];
            command_id: string;
            expires_in_ms?: number;
        };
        /** @enum {string} */
        CommandState: "requested" | "sent" | "acknowledged" | "done" | "failed" | "timed_out";
        /** @enum {string} */
        Contingency: "return" | "land" | "hold_then_return" | "rally";
        Contract: {
            ends_on: string;
            party: string;
            renewed_on: string | null;
            started_on: string;
        };
        CrewMember: {
            certificate_expires_on: string | null;
            certificate_number: string | null;
            current: boolean;
            current_detail: string;
            display_name: string;
            flights_90_days: number;
            flying_aircraft_ids: string[];
            hours_total: number;
            last_flight_utc_ms: number | null;
            on_duty: boolean;
            on_duty_since_utc_ms: number | null;
            roles: components["schemas"]["Role"][];
            user_id: string;
        };
        CrewMessage: {
            aircraft_id: string | null;
            answered_at_utc_ms: number | null;
            answered_by: string | null;
            camera_id: string | null;
            flight_id: string | null;
            id: string;
            incident_id: string | null;
            pin: components["schemas"]["Point"] | null;
            sender: string;
            sent_at_utc_ms: number;
            share_id: string | null;
            state: components["schemas"]["MessageState"];
            text: string;
        };
        CrewMessageInput: {
            pin?: {
                latitude_deg: number;
                longitude_deg: number;
            };
            text?: string;
        };
        CrewPatch: {
            certificate_expires_on?: string | null;
            certificate_number?: string | null;
            earlier_flights_90_days?: number;
            on_duty?: boolean;
        };
        CustodyEvent: {
            at_utc_ms: number;
            by: string | null;
            detail: {
                [key: string]: unknown;
            };
            flight_id: string;
            kind: components["schemas"]["CustodyKind"];
            log_index: number;
            number: number | null;
            text: string;
        };
        /** @enum {string} */
        CustodyKind: "video_viewed" | "record_exported" | "clip_exported" | "data_exported" | "case_changed" | "hold_set" | "hold_lifted" | "released" | "withheld" | "payload_deleted" | "original_imported" | "redaction_created" | "redaction_rejected" | "redaction_signed_off" | "redaction_exported";
        Detection: {
            detail: string | null;
            left_out: number;
            pictures: number;
            progress: number;
            proposals: components["schemas"]["RedactionRegion"][];
            /** @enum {string} */
            state: "none" | "waiting" | "running" | "done" | "failed";
        };
        DetectRequest: {
            /** @enum {string} */
            detail: "coarse" | "fine";
            from_ms: number;
            kinds: ("person" | "vehicle" | "face")[];
            least_confidence: number;
            to_ms: number;
            whole_persons: boolean;
        };
        DispatchDecision: {
            candidates: components["schemas"]["Candidate"][];
            decided_at_utc_ms: number;
            id: string;
            incident_id: string | null;
            input_hash: string;
            target: components["schemas"]["Point"];
        };
        /** @enum {string} */
        DispatchStep: "availability" | "readiness" | "trust" | "crew" | "weather" | "airspace" | "range";
        EnergyBudget: {
            after_landing_percent: number | null;
            back_percent: number;
            battery_now_percent: number | null;
            hold_available_s: number | null;
            hold_percent: number;
            out_percent: number;
            reserve_percent: number;
        };
        ErrorBody: {
            error: {
                /** @enum {string} */
                code: "bad_request" | "not_json" | "too_large" | "not_signed_in" | "wrong_credentials" | "account_locked" | "session_expired" | "forbidden" | "origin_refused" | "not_found" | "conflict" | "rate_limited" | "internal" | "database_unavailable" | "gateway_unavailable" | "vehicle_not_bound" | "vehicle_owned_elsewhere" | "vehicle_link_lost" | "not_ready" | "failsafe_not_ready" | "fence_upload_failed" | "plan_upload_failed" | "return_line_blocked" | "arming_refused" | "command_rejected" | "command_unsupported" | "command_timed_out" | "command_expired" | "command_id_reused" | "stop_latched" | "terminate_not_allowed" | "control_held" | "lease_expired" | "lease_wrong_epoch" | "visual_line_of_sight_required" | "mode_not_position_holding" | "flight_state" | "outside_fence" | "beyond_limits" | "not_the_rpic" | "aircraft_busy" | "crew_limit" | "crew_not_current" | "dispatch_refused" | "trust_stopped" | "out_of_range" | "bad_geojson" | "bad_csv" | "bad_metar" | "bad_log" | "bad_settings" | "tls_required" | "port_in_use" | "password_too_weak" | "last_administrator" | "not_supervised" | "folder_in_use" | "bus_bad_subject" | "bus_message_too_large" | "bus_no_responder" | "bus_timeout" | "bus_closed" | "bus_refused" | "spool_full" | "spool_failed" | "spool_closed" | "database_start_failed" | "database_too_old" | "database_newer" | "database_role_privileged" | "migration_changed" | "process_start_failed" | "bad_backup" | "folder_not_empty" | "restore_differs" | "record_chain_damaged" | "record_replaced" | "record_unreadable" | "upload_refused" | "disk_full" | "record_not_sealed" | "bad_key" | "evidence_key_locked" | "file_unreadable" | "server_unreachable" | "no_video" | "range_not_satisfiable" | "redaction_unavailable" | "redaction_failed" | "redaction_busy" | "redaction_state" | "proposals_open" | "reviewer_is_editor" | "clip_refused" | "codec_not_offered" | "too_many_viewers" | "onvif_no_answer" | "onvif_login_refused" | "onvif_not_spoken" | "publish_key_refused" | "share_ended" | "share_sign_in" | "message_empty" | "message_gateway_missing" | "message_gateway_failed" | "bad_offer" | "media_unavailable" | "bad_scenario" | "scenario_not_started" | "unknown_option" | "speed_not_simulated";
                field?: string;
                message: string;
                reference?: string;
                remedy: string;
            };
        };
        FailsafeItem: {
            detail: string;
            /** @enum {string} */
            name: "lost_link" | "rc_loss" | "battery" | "fence" | "home" | "return_height" | "ground_station_id";
            ok: boolean | null;
            settable: boolean;
        };
        FailsafeReport: {
            items: components["schemas"]["FailsafeItem"][];
            read_at_utc_ms: number;
            return_height_m: number | null;
        };
        /** @enum {string} */
        FeedState: "waiting" | "live" | "stale" | "failed" | "off";
        /** @enum {string} */
        FindingLevel: "proven" | "note" | "unknown" | "missing" | "altered";
        Flight: {
            accepted_at_utc_ms: number | null;
            aircraft_id: string;
            aircraft_name: string;
            decision_id: string | null;
            distance_m: number | null;
            ended_at_utc_ms: number | null;
            id: string;
            incident_id: string | null;
            incident_number: string | null;
            landed_at_utc_ms: number | null;
            limits: components["schemas"]["FlightLimits"] | null;
            max_height_above_takeoff_m: number | null;
            number: string;
            on_scene_at_utc_ms: number | null;
            override_reason: string | null;
            plan: components["schemas"]["FlightPlan"] | null;
            purpose: components["schemas"]["FlightPurpose"];
            question: components["schemas"]["FlightQuestion"] | null;
            requested_at_utc_ms: number;
            requested_by: string | null;
            rpic_name: string | null;
            rpic_user_id: string | null;
            simulated: boolean;
            state: components["schemas"]["FlightState"];
            state_detail: string | null;
            target: components["schemas"]["Point"] | null;
            took_off_at_utc_ms: number | null;
            verdict: components["schemas"]["Verdict"] | null;
            visual_line_of_sight_confirmed: boolean;
            waypoints: components["schemas"]["Point"][];
        };
        FlightAcceptance: {
            override_reason?: string;
            visual_line_of_sight_confirmed?: boolean;
        };
        FlightEvent: {
            actor: string | null;
            at_utc_ms: number;
            data: {
                [key: string]: unknown;
            };
            kind: string;
            seq: number;
            text: string;
        };
        FlightLimits: {
            area: {
                center: components["schemas"]["Point"];
                radius_m: number;
            } | null;
            max_height_above_takeoff_m: number | null;
            max_speed_mps: number | null;
            min_height_above_takeoff_m: number | null;
        };
        FlightMarker: {
            at_utc_ms: number;
            marked_by: string;
            position: components["schemas"]["Point"] | null;
            text: string;
        };
        FlightMarkerInput: {
            at_utc_ms?: number;
            position?: {
                latitude_deg: number;
                longitude_deg: number;
            };
            text: string;
        };
        FlightPlan: {
            fence: {
                keep_out: number[][][];
                max_height_above_takeoff_m: number;
                ring: number[][];
            };
            hold_s: number;
            home: components["schemas"]["AirPoint"];
            legs: components["schemas"]["Leg"][];
            length_back_m: number;
            length_out_m: number;
            on_scene_height_m: number;
            return_line: components["schemas"]["ReturnLine"];
            take_off_height_m: number;
            target: components["schemas"]["Point"];
        };
        /** @enum {string} */
        FlightPurpose: "incident" | "patrol" | "training" | "test" | "replay";
        FlightQuestion: {
            asked_at_utc_ms: number;
            id: string;
            incident_id: string | null;
            /** @enum {string} */
            kind: "incident_moved" | "incident_closed" | "outranked";
            target: components["schemas"]["Point"] | null;
            text: string;
        };
        FlightRecordState: {
            bytes: number;
            chain_entries: number | null;
            chain_head: string | null;
            detail: string | null;
            files: number;
            flight_id: string;
            held_outside: boolean;
            incomplete_reason: string | null;
            key_id: string | null;
            log_index: number | null;
            manifest_sha256: string | null;
            sealed_at_utc_ms: number | null;
            /** @enum {string} */
            state: "none" | "open" | "sealed" | "broken";
        };
        FlightRequest: {
            aircraft_id: string;
            decision_id?: string;
            flight_id: string;
            incident_id?: string;
            note?: string;
            purpose: components["schemas"]["AskedPurpose"];
            target?: {
                latitude_deg: number;
                longitude_deg: number;
            };
            waypoints?: components["schemas"]["Point"][];
        };
        /** @enum {string} */
        FlightState: "requested" | "declined" | "cancelled" | "accepted" | "preparing" | "departing" | "en_route" | "on_scene" | "returning" | "landing" | "landed" | "failed" | "lost";
        GatewayHello: {
            gateway: string;
            instance_id: string;
            links: {
                address: string;
                detail: string | null;
                id: string;
                kind: string;
                up: boolean;
                vehicles: number;
            }[];
            spool_last_seq: number;
            started_at_utc_ms: number;
        };
        GroundingTag: {
            at_utc_ms: number;
            by: string;
            reason: string;
        };
        Hold: {
            active: boolean;
            flight_id: string;
            id: string;
            lift_reason: string | null;
            lifted_at_utc_ms: number | null;
            lifted_by: string | null;
            reason: string;
            set_at_utc_ms: number;
            set_by: string;
            until_utc_ms: number | null;
        };
        HoldInput: {
            reason: string;
            until_utc_ms: number | null;
        };
        HoldLift: {
            reason: string;
        };
        Incident: {
            closed_at_utc_ms: number | null;
            external_id: string | null;
            external_revision: number | null;
            flight_ids: string[];
            id: string;
            location: components["schemas"]["IncidentLocation"];
            narrative: string;
            number: string;
            priority: components["schemas"]["Priority"];
            received_at_utc_ms: number;
            sensitivity: components["schemas"]["Sensitivity"];
            /** @enum {string} */
            source: "form" | "csv" | "api" | "eido";
            state: components["schemas"]["IncidentState"];
            type: string;
            updated_at_utc_ms: number;
        };
        IncidentInput: {
            external_id?: string;
            external_revision?: number;
            location: components["schemas"]["LocationInput"];
            narrative?: string;
            priority: components["schemas"]["Priority"];
            received_at_utc_ms?: number;
            /** @enum {string} */
            sensitivity?: "public" | "internal" | "sensitive" | "criminal_justice";
            /** @enum {string} */
            state?: "open" | "assigned" | "closed";
            type: string;
        };
        IncidentLocation: {
            address: string | null;
            latitude_deg: number;
            longitude_deg: number;
            uncertainty_m: number | null;
        };
        IncidentPatch: {
            location?: {
                address?: string | null;
                latitude_deg: number;
                longitude_deg: number;
                uncertainty_m?: number | null;
            };
            narrative?: string;
            /** @enum {number} */
            priority?: 1 | 2 | 3 | 4 | 5;
            /** @enum {string} */
            sensitivity?: "public" | "internal" | "sensitive" | "criminal_justice";
            /** @enum {string} */
            state?: "open" | "assigned" | "closed";
            type?: string;
        };
        /** @enum {string} */
        IncidentState: "open" | "assigned" | "closed";
        InclusionProof: {
            index: number;
            leaf: components["schemas"]["LogLeaf"];
            path: string[];
            size: number;
            /** @constant */
            v: 1;
        };
        Leg: {
            contingency: components["schemas"]["Contingency"];
            height_above_takeoff_m: number;
            speed_mps: number;
            to: components["schemas"]["AirPoint"];
        };
        /** @enum {string} */
        Lens: "wide" | "zoom" | "thermal" | "other";
        /** @enum {string} */
        LinkState: "live" | "stale" | "lost";
        LocationInput: {
            address?: string | null;
            latitude_deg: number;
            longitude_deg: number;
            uncertainty_m?: number | null;
        };
        LogLeaf: {
            at_utc_ms: number;
            body: {
                [key: string]: unknown;
            };
            kind: string;
            /** @constant */
            v: 1;
        };
        MediaAddresses: {
            host: string | null;
            rtmp_port: number | null;
        };
        MessageGateway: {
            has_secret: boolean;
            url: string | null;
        };
        MessageGatewayInput: {
            secret?: string;
            url: string | null;
        };
        /** @enum {string} */
        MessageState: "new" | "accepted" | "dismissed";
        OnvifDevice: {
            firmware: string | null;
            maker: string | null;
            model: string | null;
            profiles: components["schemas"]["OnvifProfile"][];
        };
        OnvifProfile: {
            encoding: string;
            frame_rate_hz: number | null;
            height: number | null;
            name: string;
            token: string;
            url: string;
            width: number | null;
        };
        OnvifRequest: {
            host: string;
            password: string | null;
            port: number;
            secure: boolean;
            username: string | null;
        };
        OriginalRecording: {
            addendum: number | null;
            bytes: number;
            camera_id: string;
            imported_at_utc_ms: number;
            imported_by: string;
            name: string;
            number: number;
            present: boolean;
            sha256: string;
        };
        Performance: {
            battery_capacity_wh: number;
            ceiling_above_takeoff_m: number;
            climb_speed_mps: number;
            cruise_power_w: number;
            cruise_speed_mps: number;
            descent_speed_mps: number;
            hover_power_w: number;
            launch_time_s: number;
            mass_kg: number;
            max_speed_mps: number;
            max_wind_mps: number;
        };
        PlannedDeletion: {
            aircraft_name: string;
            at_utc_ms: number;
            bytes: number;
            case_number: string | null;
            ended_at_utc_ms: number;
            files: number;
            flight_id: string;
            flight_number: string;
            kind: components["schemas"]["RetentionKind"];
            purpose: components["schemas"]["FlightPurpose"];
        };
        PlanPoint: {
            x: number;
            y: number;
        };
        Point: {
            latitude_deg: number;
            longitude_deg: number;
        };
        PolygonShape: {
            points: components["schemas"]["PlanPoint"][];
            /** @constant */
            type: "polygon";
        };
        /** @enum {number} */
        Priority: 1 | 2 | 3 | 4 | 5;
        Readiness: {
            items: components["schemas"]["ReadinessItem"][];
            /** @enum {string} */
            state: "ready" | "caution" | "not_ready";
        };
        ReadinessItem: {
            detail: string;
            hard_stop: boolean;
            key: string;
            label: string;
            remedy: ("set_failsafes" | "tick" | "remove_grounding" | "bind_vehicle") | null;
            /** @enum {string} */
            state: "ok" | "caution" | "not_ready" | "unknown";
        };
        Reason: {
            code: string;
            /** @enum {string} */
            effect: "for" | "against" | "condition" | "info";
            remedy: string | null;
            step: components["schemas"]["DispatchStep"];
            text: string;
        };
        RecordCustody: {
            events: components["schemas"]["CustodyEvent"][];
            holds: components["schemas"]["Hold"][];
            record: components["schemas"]["RecordSummary"];
        };
        RecordsRequest: {
            answer_note: string | null;
            answered_at_utc_ms: number | null;
            answered_by: string | null;
            contact: string;
            created_at_utc_ms: number;
            created_by: string;
            due_at_utc_ms: number | null;
            from_utc_ms: number | null;
            id: string;
            items: components["schemas"]["RecordsRequestItem"][];
            number: string;
            received_at_utc_ms: number;
            requester: string;
            state: components["schemas"]["RecordsRequestState"];
            subject: string;
            to_utc_ms: number | null;
        };
        RecordsRequestDecision: {
            citation?: string;
            outcome: components["schemas"]["RequestOutcome"];
            reason?: string;
        };
        RecordsRequestInput: {
            contact: string;
            due_at_utc_ms: number | null;
            from_utc_ms: number | null;
            received_at_utc_ms: number;
            requester: string;
            subject: string;
            to_utc_ms: number | null;
        };
        RecordsRequestItem: {
            aircraft_name: string;
            citation: string | null;
            decided_at_utc_ms: number | null;
            decided_by: string | null;
            flight_id: string;
            flight_number: string;
            flown_at_utc_ms: number;
            id: string;
            manifest_sha256: string | null;
            material: components["schemas"]["RequestedMaterial"];
            outcome: components["schemas"]["RequestOutcome"] | null;
            reason: string | null;
            redaction_id: string | null;
            redaction_title: string | null;
            request_id: string;
        };
        RecordsRequestItemInput: {
            flight_id: string;
            material: components["schemas"]["RequestedMaterial"];
            redaction_id?: string;
        };
        /** @enum {string} */
        RecordsRequestState: "open" | "answered";
        RecordSummary: {
            aircraft_name: string;
            case_number: string | null;
            ended_at_utc_ms: number | null;
            flight_id: string;
            flight_number: string;
            holds: string[];
            incident_number: string | null;
            incomplete_reason: string | null;
            purpose: components["schemas"]["FlightPurpose"];
            requested_at_utc_ms: number;
            rpic_name: string | null;
            /** @enum {string} */
            state: "none" | "open" | "sealed" | "broken";
            telemetry: components["schemas"]["RetentionDate"];
            video: components["schemas"]["RetentionDate"];
        };
        Redaction: {
            camera_id: string;
            changed_at_utc_ms: number;
            created_at_utc_ms: number;
            created_by: string;
            detail: string | null;
            editors: string[];
            flight_id: string;
            from_utc_ms: number;
            id: string;
            plan_version: number;
            progress: number | null;
            release_manifest_sha256: string | null;
            rendered: components["schemas"]["RenderedVideo"] | null;
            rendered_version: number | null;
            review_note: string | null;
            reviewed_at_utc_ms: number | null;
            reviewed_by: string | null;
            state: components["schemas"]["RedactionState"];
            title: string;
            to_utc_ms: number;
        };
        RedactionInput: {
            camera_id: string;
            from_utc_ms: number;
            title: string;
            to_utc_ms: number;
        };
        RedactionPlan: {
            /** @enum {string} */
            mode: "hide_chosen" | "hide_everything_except";
            regions: components["schemas"]["RedactionRegion"][];
            /** @enum {string} */
            style: "solid" | "pixelate";
            /** @constant */
            v: 1;
        };
        RedactionPlanInput: {
            based_on_version: number;
            plan: components["schemas"]["RedactionPlan"];
        };
        RedactionRegion: {
            from_ms: number;
            id: string;
            /** @enum {string} */
            interpolation: "linear" | "hold";
            keyframes: components["schemas"]["RegionKeyframe"][];
            kind: components["schemas"]["RegionKind"];
            label: string;
            padding: number;
            proposal?: {
                confidence: number;
                /** @enum {string} */
                decision: "open" | "accepted" | "rejected";
                detector: string;
            };
            to_ms: number;
        };
        RedactionReview: {
            /** @enum {string} */
            decision: "sign_off" | "reject";
            note: string;
        };
        /** @enum {string} */
        RedactionState: "draft" | "rendering" | "rendered" | "failed" | "signed_off" | "rejected";
        RegionKeyframe: {
            confidence: number | null;
            shape: components["schemas"]["RegionShape"];
            time_ms: number;
        };
        /** @enum {string} */
        RegionKind: "person" | "vehicle" | "face" | "screen" | "other";
        RegionShape: components["schemas"]["BoxShape"] | components["schemas"]["PolygonShape"];
        RemoteGateway: {
            added_at_utc_ms: number;
            agency: string;
            agency_id: string;
            heard: boolean;
            name: string;
            public_key: string;
            revoked_at_utc_ms: number | null;
        };
        RenderedVideo: {
            bytes: number;
            frame_rate_hz: number;
            from_utc_ms: number;
            height_px: number;
            pictures: number;
            plan_sha256: string;
            segments: {
                file: string;
                sha256: string | null;
            }[];
            sha256: string;
            to_utc_ms: number;
            width_px: number;
        };
        /** @enum {string} */
        RequestedMaterial: "record" | "redaction";
        /** @enum {string} */
        RequestOutcome: "released" | "withheld";
        RetentionDate: {
            at_utc_ms: number | null;
            /** @enum {string} */
            state: "kept" | "unsealed" | "held" | "planned" | "deleted" | "none";
        };
        /** @enum {string} */
        RetentionKind: "video" | "telemetry";
        RetentionPeriods: {
            telemetry_days: number | null;
            video_days: number | null;
        };
        RetentionPolicy: {
            incident: components["schemas"]["RetentionPeriods"];
            patrol: components["schemas"]["RetentionPeriods"];
            test: components["schemas"]["RetentionPeriods"];
            training: components["schemas"]["RetentionPeriods"];
        };
        RetentionState: {
            changed_at_utc_ms: number | null;
            changed_by: string | null;
            deletes_from_utc_ms: number | null;
            policy: components["schemas"]["RetentionPolicy"];
        };
        ReturnLine: {
            detail: string;
            ok: boolean;
            raised: boolean;
            rally_points: components["schemas"]["AirPoint"][];
            return_height_m: number;
        };
        /** @enum {string} */
        Role: "host_administrator" | "agency_administrator" | "programme_manager" | "dispatcher" | "rpic" | "tele_operator" | "observer" | "custodian";
        RoleGrant: {
            /** @enum {string} */
            permission: "aircraft:terminate";
            /** @enum {string} */
            role: "rpic" | "tele_operator";
        };
        /** @enum {string} */
        Sensitivity: "public" | "internal" | "sensitive" | "criminal_justice";
        Session: {
            agency: {
                id: string;
                name: string;
            } | null;
            demo: boolean;
            expires_at_utc_ms: number;
            permissions: string[];
            user: components["schemas"]["User"];
        };
        SharedFeed: {
            aircraft: {
                flight_state: components["schemas"]["FlightState"] | null;
                heading_deg: number | null;
                height_above_takeoff_m: number | null;
                name: string;
                position: components["schemas"]["Point"] | null;
                position_utc_ms: number | null;
            } | null;
            camera: {
                codec: components["schemas"]["VideoCodec"] | null;
                heading_deg: number | null;
                horizontal_fov_deg: number | null;
                name: string;
                pitch_deg: number | null;
                place: components["schemas"]["AirPoint"] | null;
                state: components["schemas"]["FeedState"];
            };
            expires_at_utc_ms: number;
            incident: {
                address: string | null;
                position: components["schemas"]["Point"];
                type: string;
            } | null;
            label: string;
            server_utc_ms: number;
        };
        SharedMap: {
            areas: {
                kind: string;
                ring: number[][];
            }[];
            lines: {
                points: number[][];
                width_m: number;
            }[];
        };
        SharedMessage: {
            page_id: string;
            pin?: {
                latitude_deg: number;
                longitude_deg: number;
            };
            text?: string;
        };
        ShareInput: {
            camera_id: string;
            flight_id?: string;
            incident_id?: string;
            label: string;
            valid_for_min?: number;
        };
        ShareLink: {
            camera_id: string;
            camera_name: string;
            created_at_utc_ms: number;
            expires_at_utc_ms: number;
            flight_id: string | null;
            id: string;
            incident_id: string | null;
            label: string;
            last_seen_utc_ms: number | null;
            made_by: string;
            made_by_name: string;
            revoked_at_utc_ms: number | null;
            sign_in_required: boolean;
            views: number;
            watching: number;
        };
        ShareMade: {
            link: components["schemas"]["ShareLink"];
            token: string;
            url: string;
        };
        ShareView: {
            address: string;
            from_utc_ms: number;
            id: string;
            to_utc_ms: number | null;
            user_agent: string;
        };
        SignedCheckpoint: {
            created_at_utc_ms: number;
            note: string;
            size: number;
        };
        Site: {
            address: string;
            id: string;
            name: string;
            position: components["schemas"]["AirPoint"];
        };
        SiteInput: {
            address?: string;
            name: string;
            position: components["schemas"]["AirPoint"];
        };
        TerrainGrid: {
            columns: number;
            elevation_amsl_m: (number | null)[];
            north_deg: number;
            rows: number;
            source: string;
            step_latitude_deg: number;
            step_longitude_deg: number;
            west_deg: number;
        };
        TimeToScene: {
            accept_s: number;
            climb_s: number;
            cruise_s: number;
            descend_s: number;
            launch_s: number;
            total_s: number;
        };
        Track: {
            altitude_amsl_m: (number | null)[];
            battery_percent: (number | null)[];
            battery_voltage_v: (number | null)[];
            climb_mps: (number | null)[];
            flight_id: string;
            ground_speed_mps: (number | null)[];
            heading_deg: (number | null)[];
            height_above_takeoff_m: (number | null)[];
            latitude_deg: (number | null)[];
            link_age_ms: (number | null)[];
            longitude_deg: (number | null)[];
            mode: string[];
            pitch_deg: (number | null)[];
            roll_deg: (number | null)[];
            utc_ms: number[];
        };
        TrackedRegion: {
            /** @enum {string} */
            end: "reached" | "lost" | "left_picture";
            ended_at_ms: number;
            keyframes: components["schemas"]["RegionKeyframe"][];
        };
        TrackRequest: {
            from_ms: number;
            shape: components["schemas"]["RegionShape"];
            to_ms: number;
        };
        UploadState: {
            original: components["schemas"]["OriginalRecording"] | null;
            received_bytes: number;
        };
        User: {
            agency_id: string | null;
            created_at_utc_ms: number;
            disabled: boolean;
            display_name: string;
            id: string;
            last_login_utc_ms: number | null;
            roles: components["schemas"]["Role"][];
            username: string;
        };
        UserInput: {
            display_name: string;
            password: string;
            roles: components["schemas"]["Role"][];
            username: string;
        };
        VehicleStatus: {
            agency_id: string | null;
            aircraft_id: string | null;
            autopilot: components["schemas"]["AutopilotKind"];
            capabilities: components["schemas"]["Capability"][];
            failsafes: components["schemas"]["FailsafeReport"] | null;
            firmware: string | null;
            first_seen_utc_ms: number;
            gateway: string;
            hardware_uid: string | null;
            health: {
                ok: boolean;
                sensor: string;
            }[];
            home: components["schemas"]["AirPoint"] | null;
            last_heard_utc_ms: number;
            link: components["schemas"]["LinkState"];
            link_id: string;
            mode_name: string | null;
            parameters_loaded: boolean;
            prearm_messages: string[];
            ready_to_arm: boolean | null;
            reboots: number;
            simulated: boolean;
            system_id: number;
            vehicle_key: string;
            vehicle_type: string;
        };
        Verdict: {
            conditions: string[];
            evaluated_on: string;
            reasons: {
                citation: string | null;
                effect: components["schemas"]["VerdictWord"];
                facts_used: {
                    [key: string]: unknown;
                };
                rule_id: string;
                rule_version: string;
                text: string;
                unknown_facts: string[];
            }[];
            summary: string;
            valid_until: string | null;
            word: components["schemas"]["VerdictWord"];
        };
        /** @enum {string} */
        VerdictWord: "permitted" | "permitted_with_conditions" | "needs_waiver" | "denied" | "unknown";
        VerificationFinding: {
            code: string;
            file: string | null;
            from_s: number | null;
            level: components["schemas"]["FindingLevel"];
            text: string;
            to_s: number | null;
        };
        VerificationReport: {
            agency_id: string | null;
            agency_name: string | null;
            chains: number;
            entries: number;
            findings: components["schemas"]["VerificationFinding"][];
            flight_id: string | null;
            flight_number: string | null;
            incomplete_reason: string | null;
            key_id: string | null;
            key_trusted: boolean;
            manifest_sha256: string | null;
            payload_bytes: number;
            sealed_at_utc_ms: number | null;
            /** @enum {string} */
            verdict: "proven" | "unconfirmed" | "unsealed" | "altered" | "unreadable";
        };
        /** @enum {string} */
        VerticalDatum: "amsl" | "agl";
        /** @enum {string} */
        VideoCodec: "h264" | "h265";
        VideoGap: {
            from_utc_ms: number;
            to_utc_ms: number;
            why: components["schemas"]["VideoGapReason"];
        };
        /** @enum {string} */
        VideoGapReason: "no_pictures" | "packets_lost" | "pictures_unusable" | "resolution_changed" | "recorder_restarted" | "recorder_overrun" | "disk_full" | "disk_failed";
        VideoIndex: {
            camera_id: string;
            camera_name: string | null;
            /** @constant */
            format_version: 1;
            gaps: components["schemas"]["VideoGap"][];
            segments: components["schemas"]["VideoSegment"][];
        };
        VideoSegment: {
            bytes: number;
            captured: number[];
            codec: components["schemas"]["VideoCodec"];
            codec_string: string;
            duration_90khz: number[];
            fragment_bytes: number[];
            height_px: number;
            init_bytes: number;
            keyframe: number[];
            name: string;
            offset_bytes: number[];
            pictures: number[];
            time_90khz: number[];
            utc_ms: number[];
            width_px: number;
        };
        VideoSummary: {
            bytes: number;
            camera_id: string;
            camera_name: string | null;
            codec: components["schemas"]["VideoCodec"] | null;
            from_utc_ms: number | null;
            gaps: components["schemas"]["VideoGap"][];
            height_px: number | null;
            segments: number;
            to_utc_ms: number | null;
            width_px: number | null;
        };
        Volume: {
            datum: components["schemas"]["VerticalDatum"];
            enabled: boolean;
            ends_at_utc_ms: number | null;
            floor_m: number | null;
            id: string;
            kind: components["schemas"]["VolumeKind"];
            name: string;
            reason: string | null;
            rings: number[][][];
            source: string;
            starts_at_utc_ms: number | null;
            top_m: number | null;
        };
        /** @enum {string} */
        VolumeKind: "keep_out" | "ceiling" | "keep_in" | "obstacle";
        Weather: {
            ceiling_agl_m: number | null;
            observed_at_utc_ms: number;
            precipitation: ("none" | "light" | "moderate" | "heavy" | "freezing" | "thunderstorm") | null;
            /** @enum {string} */
            source: "manual" | "metar";
            station: string | null;
            temperature_c: number | null;
            text: string | null;
            visibility_m: number | null;
            wind_from_deg: number | null;
            wind_gust_mps: number | null;
            wind_speed_mps: number | null;
        };
        WeatherInput: {
            ceiling_agl_m?: number | null;
            metar?: string;
            precipitation?: ("none" | "light" | "moderate" | "heavy" | "freezing" | "thunderstorm") | null;
            station?: string;
            temperature_c?: number | null;
            visibility_m?: number | null;
            wind_from_deg?: number | null;
            wind_gust_mps?: number | null;
            wind_speed_mps?: number | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    findAddress: {
        parameters: {
            query: {
                limit?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AddressMatch"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    importAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    nearestAddress: {
        parameters: {
            query: {
                latitude_deg: number;
                longitude_deg: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        match: components["schemas"]["AddressMatch"] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listAgencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Agency"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createAgency: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    administrator: {
                        display_name: string;
                        password: string;
                        username: string;
                    };
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agency"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listAircraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Aircraft"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createAircraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AircraftInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aircraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getAircraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aircraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    deleteAircraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    updateAircraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    acquired_on?: string | null;
                    contract?: components["schemas"]["Contract"] | null;
                    in_dock?: boolean;
                    maker?: string;
                    model?: string;
                    name?: string;
                    payloads?: ("visible" | "thermal" | "speaker" | "spotlight")[];
                    performance?: {
                        battery_capacity_wh: number;
                        ceiling_above_takeoff_m: number;
                        climb_speed_mps: number;
                        cruise_power_w: number;
                        cruise_speed_mps: number;
                        descent_speed_mps: number;
                        hover_power_w: number;
                        launch_time_s: number;
                        mass_kg: number;
                        max_speed_mps: number;
                        max_wind_mps: number;
                    };
                    remote_id_serial?: string | null;
                    serial?: string;
                    site_id?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aircraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    tickChecklist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aircraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    sendCommand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    groundAircraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aircraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    ungroundAircraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aircraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listParameters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            value: number;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    importVolumes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    geojson: {
                        [key: string]: unknown;
                    };
                    replace: boolean;
                    source: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        created: number;
                        removed: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getTerrain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        terrain: components["schemas"]["TerrainGrid"] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putTerrain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TerrainGrid"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listVolumes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Volume"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    deleteVolume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    updateVolume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enabled?: boolean;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Volume"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Alert"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    permissions: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: components["schemas"]["ApiKey"];
                        secret: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                action?: string;
                actor_id?: string;
                cursor?: string;
                from_utc_ms?: number;
                limit?: number;
                to_utc_ms?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    next: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    cameraStatuses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CameraStatus"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listCameras: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Camera"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createCamera: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CameraInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Camera"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    deleteCamera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    updateCamera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    aircraft_id?: string | null;
                    criminal_justice?: boolean;
                    enabled?: boolean;
                    horizontal_fov_deg?: number | null;
                    /** @enum {string} */
                    lens?: "wide" | "zoom" | "thermal" | "other";
                    maker?: string | null;
                    model?: string | null;
                    name?: string;
                    place?: components["schemas"]["CameraPlace"] | null;
                    source?: {
                        codec: components["schemas"]["VideoCodec"];
                        /** @constant */
                        kind: "rtp";
                        port: number;
                    } | {
                        certificate_sha256?: string | null;
                        /** @constant */
                        kind: "rtsp";
                        password?: string | null;
                        /** @enum {string} */
                        transport: "auto" | "tcp" | "udp";
                        url: string;
                        username: string | null;
                    } | {
                        /** @constant */
                        kind: "mpegts";
                        port: number;
                    } | {
                        /** @constant */
                        kind: "rtmp";
                    } | {
                        /** @constant */
                        kind: "whip";
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Camera"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    watchCamera: {
        parameters: {
            query?: {
                view?: "pilot" | "watch";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    endView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                viewer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getCommand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listCrew: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CrewMember"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    updateCrew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrewPatch"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewMember"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DispatchDecision"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    decideForPoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purpose: components["schemas"]["AskedPurpose"];
                    target: components["schemas"]["Point"];
                    waypoints?: components["schemas"]["Point"][];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DispatchDecision"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SignedCheckpoint"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getConsistencyProof: {
        parameters: {
            query?: {
                from_size?: number;
                to_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from_size: number;
                        path: string[];
                        to_size: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listDeletions: {
        parameters: {
            query?: {
                kind?: "video" | "telemetry";
                purpose?: "incident" | "patrol" | "training" | "test" | "replay";
                until_utc_ms?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlannedDeletion"][];
                        more: boolean;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getInclusionProof: {
        parameters: {
            query?: {
                index?: number;
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checkpoint: components["schemas"]["SignedCheckpoint"] | null;
                        proof: components["schemas"]["InclusionProof"] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listEvidenceKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AgencyPublicKey"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    rotateEvidenceKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyPublicKey"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listLogLeaves: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            index: number;
                            leaf: components["schemas"]["LogLeaf"];
                            leaf_hash: string;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                cursor?: string;
                from_utc_ms?: number;
                hold?: "held";
                limit?: number;
                purpose?: "incident" | "patrol" | "training" | "test" | "replay";
                q?: string;
                to_utc_ms?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RecordSummary"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionState"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionPolicy"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionState"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    previewRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionPolicy"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlannedDeletion"][];
                        more: boolean;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listCheckpointTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CheckpointTarget"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putCheckpointTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckpointTargets"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CheckpointTarget"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    searchFlights: {
        parameters: {
            query?: {
                aircraft_id?: string;
                cursor?: string;
                east?: number;
                from_utc_ms?: number;
                incident_id?: string;
                limit?: number;
                north?: number;
                purpose?: "incident" | "patrol" | "training" | "test" | "replay";
                q?: string;
                south?: number;
                state?: "requested" | "declined" | "cancelled" | "accepted" | "preparing" | "departing" | "en_route" | "on_scene" | "returning" | "landing" | "landed" | "failed" | "lost";
                to_utc_ms?: number;
                west?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Flight"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    requestFlight: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlightRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flight"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getFlight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flight"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    acceptFlight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlightAcceptance"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flight"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    answerFlightQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accept: boolean;
                    question_id: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flight"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    cancelFlight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flight"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    setCaseNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseNumberInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordSummary"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getCustody: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordCustody"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    declineFlight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flight"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getFlightEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: components["schemas"]["Alert"][];
                        commands: components["schemas"]["Command"][];
                        events: components["schemas"]["FlightEvent"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    exportFlight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                format: "tlog" | "geojson" | "kml" | "gpx" | "csv";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    setHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    setFlightLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    limits: components["schemas"]["FlightLimits"] | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flight"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    markFlight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlightMarkerInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlightMarker"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    sendFlightMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrewMessageInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewMessage"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listOriginals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OriginalRecording"][];
                        largest_bytes: number;
                        piece_bytes: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    uploadOriginal: {
        parameters: {
            query: {
                camera_id: string;
                name: string;
                offset: number;
                total_bytes: number;
                upload_id: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadState"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getOriginal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlightRecordState"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    exportRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getRecordReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    verifyRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationReport"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listRedactions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Redaction"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createRedaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedactionInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redaction"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getTrack: {
        parameters: {
            query?: {
                max_points?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Track"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    transferFlight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flight"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listFlightVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["VideoSummary"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getFlightVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoIndex"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    exportVideoClip: {
        parameters: {
            query?: {
                from_utc_ms?: number;
                to_utc_ms?: number;
            };
            header?: never;
            path: {
                camera_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getVideoSegment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                camera_id: string;
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listGateways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RemoteGateway"][];
                        users_file: string;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    addGateway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agency: string;
                    name: string;
                    public_key: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoteGateway"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    revokeGateway: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoteGateway"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    liftHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldLift"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                q?: string;
                state?: "open" | "assigned" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Incident"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createIncident: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    updateIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentPatch"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DispatchDecision"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createIncidentFromEido: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    importIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        created: number;
                        unchanged: number;
                        updated: number;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getBaseMap: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        center: number[] | null;
                        geojson: {
                            [key: string]: unknown;
                        } | null;
                        pmtiles_url: string | null;
                        style_url: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putBaseMap: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    geojson: {
                        [key: string]: unknown;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getMediaAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaAddresses"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getMessageGateway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageGateway"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putMessageGateway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageGatewayInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageGateway"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    testMessageGateway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    answerMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "accepted" | "dismissed";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewMessage"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    findByOnvif: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnvifRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnvifDevice"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyPolicy"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgencyPolicy"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyPolicy"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    removeRecordsRequestItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsRequest"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    decideRecordsRequestItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordsRequestDecision"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsRequest"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listRecordsRequests: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "answered";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RecordsRequest"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createRecordsRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordsRequestInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsRequest"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getRecordsRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsRequest"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    updateRecordsRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordsRequestInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsRequest"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    answerRecordsRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsRequest"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    addRecordsRequestItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordsRequestItemInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsRequest"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getRecordsRequestLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                format: "html" | "text";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getRedaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        plan: components["schemas"]["RedactionPlan"];
                        redaction: components["schemas"]["Redaction"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    cancelRedaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redaction"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getDetection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detection"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    detectRegions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DetectRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detection"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    endDetection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detection"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    exportRedaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    saveRedactionPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedactionPlanInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redaction"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    renderRedaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redaction"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    reviewRedaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedactionReview"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redaction"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    trackRegion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrackRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackedRegion"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getRedactedVideo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    responseTimes: {
        parameters: {
            query?: {
                from_utc_ms?: number;
                to_utc_ms?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        by_aircraft: {
                            aircraft_id: string;
                            flights: number;
                            median_on_scene_s: number | null;
                            name: string;
                        }[];
                        flights: number;
                        rows: {
                            count: number;
                            measure: string;
                            median_s: number | null;
                            p90_s: number | null;
                            worst_s: number | null;
                        }[];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listRoleGrants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RoleGrant"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putRoleGrants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: components["schemas"]["RoleGrant"][];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RoleGrant"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    sharedFeed: {
        parameters: {
            query?: {
                page_id?: string;
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedFeed"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    sharedMap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedMap"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    sendSharedMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SharedMessage"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    watchShared: {
        parameters: {
            query: {
                page_id: string;
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    endSharedView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
                viewer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listShares: {
        parameters: {
            query?: {
                camera_id?: string;
                flight_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShareLink"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createShare: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareMade"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    revokeShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    sendShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    shareViews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShareView"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listSites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Site"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createSite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    deleteSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    updateSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address?: string;
                    name?: string;
                    position?: {
                        altitude_amsl_m: number;
                        latitude_deg: number;
                        longitude_deg: number;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getApprovedMakers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agency: components["schemas"]["ApprovedMakers"];
                        host: components["schemas"]["ApprovedMakers"];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putApprovedMakers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovedMakers"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovedMakers"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    disabled?: boolean;
                    display_name?: string;
                    password?: string;
                    roles?: components["schemas"]["Role"][];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    listVehicles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        gateways: components["schemas"]["GatewayHello"][];
                        items: components["schemas"]["VehicleStatus"][];
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    bindVehicle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    aircraft_id: string;
                    signing_key_hex?: string | null;
                    vehicle_key: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aircraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    unbindVehicle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    aircraft_id: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aircraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    getWeather: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        weather: components["schemas"]["Weather"] | null;
                    };
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    putWeather: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WeatherInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Weather"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    publishCamera: {
        parameters: {
            query?: {
                key?: string;
            };
            header?: never;
            path: {
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    endPublishing: {
        parameters: {
            query?: {
                key?: string;
            };
            header?: never;
            path: {
                camera_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
}
