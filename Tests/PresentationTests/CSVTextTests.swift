import Presentation
import Testing

struct CSVTextTests {
  @Test(arguments: [
    ("K-001", "K-001"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
    ("two\nlines", "\"two\nlines\""), (" kept ", "\" kept \""), ("", ""), ("Ünal", "Ünal"),
    ("=1+1", "'=1+1"), ("+49", "'+49"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"), (" =1", "' =1"), ("\u{FF1D}1", "'\u{FF1D}1"),
    ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
    ("a=b", "a=b"),
  ])
  func textIsQuotedAndNeverAFormula(_ text: String, _ cell: String) {
    #expect(CSVText.line([.text(text)]) == cell + "\r\n")
  }

  @Test func numbersStayNumbers() {
    let cells: [ExportCell] = [
      ExportCell(-3.25, decimals: 2), ExportCell(8, decimals: 3), ExportCell(1.0 / 3, decimals: 3),
      ExportCell(Double.nan, decimals: 1), ExportCell(nil as Double?, decimals: 1),
      ExportCell(-5), ExportCell(true), ExportCell(text: nil), ExportCell(0.1 + 0.2, decimals: 4),
    ]
    #expect(CSVText.line(cells) == "-3.25,8,0.333,,,-5,true,,0.3\r\n")
  }
}
