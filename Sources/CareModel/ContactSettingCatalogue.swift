extension CareSettings {
  /// The tunables of the contact filter; `docs/DETECTION.md` says what each does.
  static let contactSettings: [SettingDescription] =
    [
      .number(
        "contact_decided_from", "probability", \.contactDecidedFrom, 0.6...0.999,
        "local choice: three to one, after both sides of the step were seen"),
      .number(
        "worn_decided_from", "probability", \.wornDecidedFrom, 0.6...0.999,
        "local choice: more is asked for where the signals tell only that the binder is worn"),
      .number(
        "new_electrode_decided_from", "probability", \.newElectrodeDecidedFrom, 0.6...0.999,
        "local choice: until an electrode has shown both its levels, cloth on a strong one reads as skin on a weak one"
      ),
      .number(
        "on_skin_decided_from", "probability", \.onSkinDecidedFrom, 0.6...0.999,
        "local choice: whose skin the electrode lies on is told by soft signs alone"),
      .minutes("undecided_at_most_min", \.undecidedAtMost, 3...60, local),
      .minutes("contradiction_delay_min", \.contradictionDelay, 0...60, local),
      .minutes("contradiction_resolve_delay_min", \.contradictionResolveDelay, 0...60, local),
    ] + contactTimeSettings + contactLevelSettings + contactHeatSettings

  private static let contactTimeSettings: [SettingDescription] = [
    .seconds(
      "contact_step_s", \.contact.step, 1...60,
      "local choice: ten times finer than the minute that boundaries are held to"),
    .seconds(
      "contact_signal_fresh_for_s", \.contact.signalFreshFor, 60...300,
      "local choice: twice the longest period that a board may have"),
    .minutes("contact_surprise_time_min", \.contact.surpriseTime, 0.5...50, local),
    .number("contact_surprise_at_most", "nat", \.contact.surpriseAtMost, 1...20, local),
    .minutes("contact_short_doubt_min", \.contact.shortDoubt, 0.5...20, local),
    .minutes("contact_contact_lasts_min", \.contact.contactLasts, 18...900, local),
    .minutes("contact_wrapped_lasts_min", \.contact.wrappedLasts, 18...900, local),
    .minutes("contact_worn_empty_lasts_min", \.contact.wornEmptyLasts, 6...300, local),
    .minutes("contact_lying_lasts_min", \.contact.lyingLasts, 12...600, local),
    .minutes("contact_warmed_lasts_min", \.contact.warmedLasts, 12...600, local),
    .minutes("contact_open_lasts_min", \.contact.openLasts, 12...600, local),
    .number("contact_contact_share", "probability", \.contact.contactShare, 0.5...0.999, local),
    .number("contact_wrapped_share", "probability", \.contact.wrappedShare, 0.001...0.5, local),
    .number(
      "contact_worn_empty_share", "probability", \.contact.wornEmptyShare, 0.001...0.5, local),
    .number(
      "contact_worn_on_skin_share", "probability", \.contact.wornOnSkinShare, 0.001...0.5,
      "local choice: more often than it happens, because a wrong hour is worse than a missing one"
    ),
    .number("contact_lying_share", "probability", \.contact.lyingShare, 0.001...0.5, local),
    .number("contact_warmed_share", "probability", \.contact.warmedShare, 0.001...0.5, local),
    .number("contact_open_share", "probability", \.contact.openShare, 0.001...0.5, local),
    .number(
      "contact_closing_pace", "factor", \.contact.closingPace, 1...100,
      "local choice: what was put in when the clasp was closed is new"),
    .number(
      "contact_tightened_factor", "factor", \.contact.tightenedFactor, 1.1...10,
      "local choice: an infant that is put in tightens the strap"),
    .number(
      "contact_slackened_factor", "factor", \.contact.slackenedFactor, 1.1...100,
      "local choice: a strap that goes slack was opened"),
    .seconds("contact_clasp_repeats_s", \.contact.claspRepeats, 10...600, local),
    .seconds("contact_electrode_repeats_s", \.contact.electrodeRepeats, 10...600, local),
    .seconds("contact_force_repeats_s", \.contact.forceRepeats, 10...900, local),
    .seconds("contact_motion_repeats_s", \.contact.motionRepeats, 24...1200, local),
    .seconds("contact_tilt_repeats_s", \.contact.tiltRepeats, 60...3000, local),
  ]

  private static let contactLevelSettings: [SettingDescription] = [
    .seconds("contact_faces_repeat_s", \.contact.facesRepeat, 24...1200, local),
    .minutes("contact_skin_repeats_min", \.contact.skinRepeats, 2...100, local),
    .minutes(
      "contact_level_repeats_min", \.contact.levelRepeats, 3...150,
      "local choice: a strap is pulled tight once, not each minute"),
    .number(
      "contact_on_skin_at_most", "nat", \.contact.onSkinAtMost, 0.5...20,
      "local choice: a level that was drawn once is one sign, however far off it is"),
    .minutes(
      "contact_strap_settles_min", \.contact.strapSettles, 0.5...60,
      "local choice: what a worn strap pulls is a mean over so long"),
    .minutes(
      "contact_level_settles_min", \.contact.levelSettles, 1...120,
      "local choice: faces and skin take longer to show whose skin they lie on"),
    .number("contact_signal_at_most", "nat", \.contact.signalAtMost, 1...20, local),
    .number(
      "contact_clasp_falsely_open", "probability", \.contact.claspFalselyOpen, 0.001...0.5, local),
    .number(
      "contact_clasp_falsely_closed", "probability", \.contact.claspFalselyClosed, 0.001...0.5,
      local),
    .minutes(
      "contact_clasp_denied_for_min", \.contact.claspDeniedFor, 1...600,
      "local choice: an open clasp that all else denies for so long is not believed"),
    .quantity("contact_electrode_off", "fraction", \.contact.electrodeOff, 0.012...0.48, local),
    .quantity(
      "contact_electrode_off_spread", "fraction", \.contact.electrodeOffSpread, 0.008...0.32, local),
    .quantity("contact_electrode_on", "fraction", \.contact.electrodeOn, 0.048...1, local),
    .quantity(
      "contact_electrode_on_spread", "fraction", \.contact.electrodeOnSpread, 0.02...0.8, local),
    .quantity(
      "contact_electrode_learnt_spread", "fraction", \.contact.electrodeLearntSpread, 0.005...0.2,
      local),
    .quantity(
      "contact_electrode_least_gain", "fraction", \.contact.electrodeLeastGain, 0.01...0.4, local),
    .number(
      "contact_electrode_through_cloth", "fraction", \.contact.electrodeThroughCloth, 0.02...0.8,
      local),
    .number(
      "contact_electrode_bare_share", "probability", \.contact.electrodeBareShare, 0.001...0.5,
      local),
    .minutes("contact_electrode_frozen_after_min", \.contact.electrodeFrozenAfter, 1...600, local),
    .number(
      "contact_electrode_standstill_chance", "probability", \.contact.electrodeStandstillChance,
      0.000_000_001...0.1,
      "local choice: equal readings in a row that are rarer than this tell of a broken electrode"),
    .number(
      "contact_electrode_lifted_share", "probability", \.contact.electrodeLiftedShare, 0.001...0.5,
      local),
    .number(
      "contact_electrode_partial_share", "probability", \.contact.electrodePartialShare,
      0.001...0.5, "local choice: half of an electrode may be touched for hours"),
    .quantity("contact_force_zero_spread_n", "N", \.contact.forceZeroSpread, 0.025...1.25, local),
    .quantity("contact_force_worn_n", "N", \.contact.forceWorn, 0.26...13, local),
    .number("contact_force_worn_spread", "ln", \.contact.forceWornSpread, 0.1...3, local),
    .quantity("contact_force_empty_n", "N", \.contact.forceEmpty, 0.12...6, local),
    .number("contact_force_empty_spread", "ln", \.contact.forceEmptySpread, 0.1...3, local),
    .number(
      "contact_force_hung_share", "probability", \.contact.forceHungShare, 0.001...0.5, local),
    .number(
      "contact_force_learnt_spread", "ln", \.contact.forceLearntSpread, 0.1...3,
      "local choice: the same caregiver pulls the strap tight anew each time"),
    .quantity("contact_motion_rest_mg", "mg", \.contact.motionRest, 0.05...20, local),
  ]

  private static let contactHeatSettings: [SettingDescription] = [
    .number("contact_handled_above", "ln", \.contact.handledAbove, 0.5...4, local),
    .number("contact_handled_share", "fraction", \.contact.handledShare, 0...1, local),
    .number(
      "contact_handled_cloth_share", "fraction", \.contact.handledClothShare, 0...1,
      "local choice: nobody slips cloth into a closed binder"),
    .number("contact_handled_tilt_deg", "degree", \.contact.handledTiltDegrees, 1...45, local),
    .number("contact_warmed_match_share", "fraction", \.contact.warmedMatchShare, 0.05...1, local),
    .number(
      "contact_chest_learnt_from", "probability", \.contact.chestLearntFrom, 0.5...0.999, local),
    .number(
      "contact_dyad_learnt_from", "probability", \.contact.dyadLearntFrom, 0.5...0.999,
      "local choice: below what is believed of a binder that was just closed"),
    .number("contact_motion_rest_spread", "ln", \.contact.motionRestSpread, 0.1...3, local),
    .number("contact_motion_learnt_spread", "ln", \.contact.motionLearntSpread, 0.1...3, local),
    .number("contact_motion_worn_factor", "ratio", \.contact.motionWornFactor, 1.5...50, local),
    .number("contact_motion_worn_spread", "ln", \.contact.motionWornSpread, 0.1...3, local),
    .number("contact_motion_empty_factor", "ratio", \.contact.motionEmptyFactor, 1.5...50, local),
    .number(
      "contact_motion_still_share", "probability", \.contact.motionStillShare, 0.001...0.5, local),
    .number(
      "contact_motion_disturbed_share", "probability", \.contact.motionDisturbedShare, 0.001...0.5,
      local),
    .number("contact_tilt_rest_deg", "degree", \.contact.tiltRestDegrees, 0.05...20, local),
    .number("contact_tilt_worn_deg", "degree", \.contact.tiltWornDegrees, 0.05...20, local),
    .quantity(
      "contact_body_c", "degC", \.contact.bodyDegrees, 30...38, "chest skin, general physiology"),
    .minutes(
      "contact_lead_time_min", \.contact.leadTime, 0.5...50,
      "local choice: padded textiles take 2 to 20 min to warm through"),
    .number("contact_worn_flow", "fraction", \.contact.wornFlow, 0.028...1, local),
    .number("contact_worn_flow_spread", "fraction", \.contact.wornFlowSpread, 0.016...0.64, local),
    .number("contact_worn_warmth", "fraction", \.contact.wornWarmth, 0.066...1, local),
    .number(
      "contact_worn_warmth_spread", "fraction", \.contact.wornWarmthSpread, 0.02...0.8, local),
    .number(
      "contact_on_skin_heat", "fraction", \.contact.onSkinHeat, 0.3...1,
      "local choice: a caregiver's chest is one or two degrees cooler than an infant on it"),
    .number(
      "contact_on_skin_heat_spread", "fraction", \.contact.onSkinHeatSpread, 0.01...0.5, local),
    .number(
      "contact_level_learnt_spread", "fraction", \.contact.levelLearntSpread, 0.01...0.4, local),
    .number("contact_rest_flow_spread", "fraction", \.contact.restFlowSpread, 0.003...0.12, local),
    .number(
      "contact_rest_warmth_spread", "fraction", \.contact.restWarmthSpread, 0.007...0.28, local),
    .quantity("contact_faces_noise_c", "degC", \.contact.facesNoise, 0.03...3, local),
    .quantity(
      "contact_room_unknown_c", "degC", \.contact.roomUnknown, 7...37,
      "WHO 2003 practical guide, to verify: wards at 22 to 24"),
    .quantity(
      "contact_room_unknown_spread_c", "degC", \.contact.roomUnknownSpread, 0.5...50, local),
    .quantity("contact_room_spread_c", "degC", \.contact.roomSpread, 0.07...7, local),
    .quantity(
      "contact_skin_tells_from_c", "degC", \.contact.skinTellsFrom, 30...36.5,
      "local choice: what lies beside an infant in the binder stays below"),
    .minutes("contact_skin_trend_min", \.contact.skinTrend, 3...60, local),
    .quantity("contact_skin_trend_from_c", "degC", \.contact.skinTrendFrom, 0.005...0.5, local),
    .quantity("contact_skin_rise_c", "degC", \.contact.skinRise, 0.03...3, local),
    .quantity("contact_skin_rise_spread_c", "degC", \.contact.skinRiseSpread, 0.035...3.5, local),
    .quantity(
      "contact_skin_learnt_spread_c", "degC", \.contact.skinLearntSpread, 0.008...0.8, local),
    .number("contact_skin_at_most", "nat", \.contact.skinAtMost, 1...20, local),
    .number("contact_learns_from", "probability", \.contact.learnsFrom, 0.5...0.999, local),
    .minutes("contact_learns_after_min", \.contact.learnsAfter, 0.5...30, local),
    .minutes("contact_learns_quickly_min", \.contact.learnsQuickly, 0.5...20, local),
    .minutes("contact_learns_slowly_min", \.contact.learnsSlowly, 12...600, local),
    .minutes("contact_learns_levels_min", \.contact.learnsLevels, 4...200, local),
  ]
}
