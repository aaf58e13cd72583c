import BachAPI

/// The figure on a subject's picture: a plain doll or a plain box, seen from one side.
struct StillFigure {
    /// A shape and its colour (`0xRRGGBB`).
    struct Part: Equatable {
        var drawing: String
        var color: Int
    }

    private let view: SubjectView
    private let isLargeEyed: Bool
    private let skin: Int
    private let hair: Int
    private let cloth: Int

    /// The middle of the picture, and where the figure's head and box are.
    private let middle = StillRecipe.side / 2
    private let headY = 240

    init(_ request: StillRequest, _ view: SubjectView, _ choices: inout SeededChoices) {
        self.view = view
        isLargeEyed = request.style == "anime"
        skin = [0xF2D3B1, 0xD9A066, 0x8D5524, 0xC9D6DF, 0xA8D8B9][choices.number(in: 0...4)]
        hair = [0x2C222B, 0x6A4E42, 0xB55239, 0xDCD0BA, 0x3B5BA5][choices.number(in: 0...4)]
        cloth = [0xC0392B, 0x2980B9, 0x27AE60, 0xF39C12, 0x8E44AD, 0x16A085][choices.number(in: 0...5)]
        parts = []
        parts = request.type == "object" ? box : doll
    }

    /// From the back to the front.
    private(set) var parts: [Part]

    private var doll: [Part] {
        let (shoulders, head) =
            switch view {
            case .front, .back: (130, 82)
            case .threeQuarter: (108, 78)
            case .side: (72, 72)
            }
        let body = Drawing.polygon([
            (middle - shoulders, 350), (middle + shoulders, 350), (middle + shoulders * 7 / 10, 560),
            (middle - shoulders * 7 / 10, 560),
        ])
        let parts = [
            Part(drawing: body, color: cloth),
            Part(drawing: Drawing.ellipse(x: middle, y: headY - 14, width: head + 12, height: 98), color: hair),
        ]
        if view == .back { return parts }
        return parts + [Part(drawing: Drawing.ellipse(x: faceX, y: headY + 12, width: head, height: 86), color: skin)]
            + face
    }

    private var faceX: Int {
        switch view {
        case .front, .back: middle
        case .threeQuarter: middle + 14
        case .side: middle + 26
        }
    }

    private var face: [Part] {
        let eye = isLargeEyed ? (width: 15, height: 22) : (width: 9, height: 11)
        let places =
            switch view {
            case .front: [-32, 32]
            case .threeQuarter: [-2, 50]
            case .side: [44]
            case .back: [Int]()
            }
        let eyes = places.map { place in
            let drawing = Drawing.ellipse(x: faceX + place, y: headY, width: eye.width, height: eye.height)
            return Part(drawing: drawing, color: 0x202020)
        }
        guard view == .side else { return eyes }
        let nose = Drawing.polygon([(faceX + 64, headY + 8), (faceX + 96, headY + 36), (faceX + 62, headY + 40)])
        return eyes + [Part(drawing: nose, color: skin)]
    }

    private var box: [Part] {
        switch view {
        case .front:
            let label = Drawing.ellipse(x: middle, y: 360, width: 60, height: 60)
            return [face(x: middle - 170, width: 340, cloth), Part(drawing: label, color: skin)]
        case .side: return [face(x: middle - 90, width: 180, hair)]
        case .back:
            let seam = Drawing.rectangle(x: middle - 5, y: 190, width: 10, height: 340)
            return [face(x: middle - 170, width: 340, cloth), Part(drawing: seam, color: hair)]
        case .threeQuarter:
            let flank = Drawing.polygon([
                (middle + 90, 190), (middle + 200, 150), (middle + 200, 490), (middle + 90, 530),
            ])
            let label = Drawing.ellipse(x: middle - 60, y: 360, width: 46, height: 60)
            return [
                face(x: middle - 210, width: 300, cloth), Part(drawing: flank, color: hair),
                Part(drawing: label, color: skin),
            ]
        }
    }

    private func face(x: Int, width: Int, _ color: Int) -> Part {
        Part(drawing: Drawing.rectangle(x: x, y: 190, width: width, height: 340), color: color)
    }
}
